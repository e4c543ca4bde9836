import { describeShape } from './describeShape.ts'

describeShape('qr')
