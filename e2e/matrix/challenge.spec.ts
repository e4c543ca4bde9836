import { describeShape } from './describeShape.ts'

describeShape('challenge')
