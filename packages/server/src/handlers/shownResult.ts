import type { PaymentResult } from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import { withoutNext } from '../payment/paymentState.ts'

/** A result as its caller may see it: who came back by a token goes on with their own attempt and sees no other's open step. */
export function shownResult({ via }: Pick<Access, 'via'>, result: PaymentResult): PaymentResult {
  return via === 'resume' ? { ...result, state: withoutNext(result.state) } : result
}
