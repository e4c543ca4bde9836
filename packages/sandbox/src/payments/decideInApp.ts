import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { PageDecision } from './payment.ts'
import { changePayment, takeStep } from './takeStep.ts'

/** What can be decided in the pretend banking app. */
export type AppDecision = Extract<PageDecision, 'approve' | 'refuse' | 'expire'>

/**
 * Carries out what the shopper decided in the app. A payment that is awaited no more stays as it is; the answer tells
 * how it stands. To be called inside a transaction, after expirePayment.
 */
export function decideInApp(company: Company, payment: PaymentRow, decision: AppDecision): PaymentRow {
  if (payment.status !== 'pending') return payment
  const decided: PaymentRow = { ...payment, decision }
  switch (decision) {
    case 'approve':
      return takeStep(company, decided, { kind: 'captured' })
    case 'refuse':
      return takeStep(company, decided, { kind: 'failed', error: 'payment_declined' })
    case 'expire':
      return changePayment(company, decided, { status: 'expired' }, 'payment.expired')
  }
}
