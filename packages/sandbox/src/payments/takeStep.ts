import type { NextStep } from '../methods/method.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import { recordEvent } from './recordEvent.ts'

/** Carries out what a method says comes next, and answers the payment as it then stands. */
export function takeStep(company: Company, payment: PaymentRow, next: NextStep): PaymentRow {
  const { store } = company
  switch (next.kind) {
    case 'challenge': {
      const { step, steps } = next
      store.actions.insert({ id: company.createId('act'), payment: payment.id, step, steps })
      return payment
    }
    case 'captured': {
      const captured: PaymentRow = { ...payment, status: 'succeeded', captured: payment.amount.value }
      store.payments.update(payment.id, captured)
      recordEvent(company, captured, 'payment.captured', captured.captured)
      return captured
    }
    case 'failed': {
      const failed: PaymentRow = { ...payment, status: 'failed', error: next.error }
      store.payments.update(payment.id, failed)
      recordEvent(company, failed, 'payment.failed')
      return failed
    }
  }
}
