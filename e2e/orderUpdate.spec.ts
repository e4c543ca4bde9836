import { describeOrderUpdates } from './support/describeOrderUpdates.ts'
import { test } from './support/test.ts'

describeOrderUpdates(test)
