import type { ValidateRequest } from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { ResolvedPayable } from './resolvePayable.ts'

/** One `validate`, with whom it comes from. */
export interface Validation {
  access: Access
  key: PaymentKey
  attemptId: string
  request: ValidateRequest
  /** Of the body, by a slow hash: the id is bound to it at the claim. */
  requestHash: string
}

/** A claimed attempt that is to be sent. */
export interface Drive extends Validation {
  payable: ResolvedPayable
  /** It may have been sent before. */
  isRepeat: boolean
}
