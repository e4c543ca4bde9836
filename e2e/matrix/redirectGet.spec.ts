import { describeShape } from './describeShape.ts'

describeShape('redirect GET')
