import { describeShape } from './describeShape.ts'

describeShape('card')
