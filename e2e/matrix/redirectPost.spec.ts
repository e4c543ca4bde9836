import { describeShape } from './describeShape.ts'

describeShape('redirect POST')
