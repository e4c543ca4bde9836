import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { PageDecision } from './payment.ts'
import { changePayment, takeStep } from './takeStep.ts'

/** What can be decided on the page that a shopper is sent to. */
export type BankDecision = Exclude<PageDecision, 'expire'>

/**
 * Carries out what the shopper decided on the page that the shop sent them to. The first decision counts: any later one
 * (a second click, the page opened again with Back) answers how the payment stands. To be called inside a transaction.
 */
export function decideOnBankPage(company: Company, payment: PaymentRow, decision: BankDecision): PaymentRow {
  if (payment.status !== 'requires_action' || payment.decision !== undefined) return payment
  const decided: PaymentRow = { ...payment, decision }
  switch (decision) {
    case 'approve': {
      if (payment.method !== 'formpost') return takeStep(company, decided, { kind: 'captured' })
      // The money waits until the shop's server shows the code: a shopper who never comes back has not paid.
      const approved: PaymentRow = { ...decided, completion: company.createId('code') }
      company.store.payments.update(payment.id, approved)
      return approved
    }
    case 'refuse':
      return takeStep(company, decided, { kind: 'failed', error: 'payment_declined' })
    case 'cancel':
      return changePayment(company, decided, { status: 'canceled' }, 'payment.canceled')
    case 'never':
      return takeStep(company, decided, { kind: 'pending' })
  }
}

/** What the shop is told about it when the shopper comes back. */
export function resultOf({ status, decision }: PaymentRow): 'approved' | 'refused' | 'canceled' | 'pending' {
  switch (decision) {
    case 'approve':
      return 'approved'
    case 'refuse':
      return 'refused'
    case 'cancel':
      return 'canceled'
    default:
      // Nothing decided: the merchant was faster, and took the payment back.
      return status === 'canceled' ? 'canceled' : 'pending'
  }
}
