import { describeShape } from './describeShape.ts'

describeShape('paybutton')
