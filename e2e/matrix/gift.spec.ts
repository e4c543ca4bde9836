import { describeShape } from './describeShape.ts'

describeShape('gift')
