import type { PaymentValidationResult } from '@payloom/core/contract'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { ServiceContext } from './ServiceContext.ts'

/** Tells observers what the orchestrator answered; the company's own code goes no further than this. */
export function observeAnswer(
  { observe }: ServiceContext,
  { paymentId }: PaymentKey,
  attemptId: string,
  { outcome }: PaymentValidationResult,
): void {
  const error = outcome.outcome === 'failed' ? outcome.error : undefined
  observe({
    type: 'answer',
    paymentId,
    attemptId,
    outcome: outcome.outcome,
    ...(error ? { code: error.code } : {}),
    ...(error?.providerCode === undefined ? {} : { providerCode: error.providerCode }),
  })
}
