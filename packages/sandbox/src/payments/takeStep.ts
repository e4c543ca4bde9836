import type { NextStep } from '../methods/method.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { EventType } from './payment.ts'
import { recordEvent } from './recordEvent.ts'
import { storeCard } from './storeCard.ts'

/** Carries out what comes next for a payment, and answers it as it then stands. To be called inside a transaction. */
export function takeStep(company: Company, payment: PaymentRow, next: NextStep): PaymentRow {
  const change = (
    patch: Partial<PaymentRow>,
    ...[type, value]: [type: EventType, value?: number]
  ): PaymentRow => changePayment(company, payment, patch, type, value)
  switch (next.kind) {
    case 'action': {
      const { type, step, steps } = next
      const id = company.createId('act')
      company.store.actions.insert({ id, payment: payment.id, type, step, steps })
      return payment
    }
    case 'redirect':
      return payment
    case 'pending':
      company.watchExpiry()
      return change({ status: 'pending' }, 'payment.pending')
    case 'held':
      return hold(company, payment)
    case 'captured': {
      const stored = storeCard(company, payment)
      const { value } = payment.amount
      // Nothing to take: the card is set up for later.
      if (value === 0) return change({ status: 'authorized', ...stored }, 'payment.authorized', 0)
      return change({ status: 'succeeded', captured: value, ...stored }, 'payment.captured', value)
    }
    case 'failed':
      return change({ status: 'failed', error: next.error }, 'payment.failed')
  }
}

/** Writes a change down and tells of it. */
export function changePayment(
  company: Company,
  payment: PaymentRow,
  patch: Partial<PaymentRow>,
  type: EventType,
  value?: number,
  reference?: string,
): PaymentRow {
  const changed: PaymentRow = { ...payment, ...patch }
  company.store.payments.update(payment.id, changed)
  recordEvent(company, changed, type, { value, reference })
  return changed
}

/** Takes what the gift card has. The whole amount is captured at once; a part waits for the rest to be paid. */
function hold(company: Company, payment: PaymentRow): PaymentRow {
  const { giftCards } = company.store
  const { gift = '', amount } = payment
  const held = Math.min(giftCards.find(gift)?.balance.value ?? 0, amount.value)
  if (held === 0) return takeStep(company, payment, { kind: 'failed', error: 'insufficient_funds' })
  giftCards.add(gift, -held)
  if (held === amount.value) return takeStep(company, payment, { kind: 'captured' })
  return changePayment(
    company,
    payment,
    { status: 'authorized', authorized: held },
    'payment.authorized',
    held,
  )
}
