import type { Connector } from '@payloom/orchestrator'
import type { BookedPayment } from './BookedPayment.ts'
import { bookFact } from './bookStep.ts'

type RefundOrder = Parameters<NonNullable<Connector['refund']>>[1]
type ShipmentOrder = Parameters<NonNullable<Connector['ship']>>[1]

const has = ({ facts }: BookedPayment, ...kinds: string[]): boolean =>
  facts.some(({ kind }) => kinds.includes(kind))

/** What is open is canceled, what is held voided. */
export function endPayment(payment: BookedPayment, now: number): BookedPayment {
  if (has(payment, 'captured', 'failed', 'canceled', 'expired', 'voided')) return payment
  const kind = has(payment, 'authorized') ? 'voided' : 'canceled'
  return { ...bookFact(payment, kind, undefined, now), outcome: { outcome: 'canceled' } }
}

/** What is held is taken. */
export function capturePayment(payment: BookedPayment, now: number): BookedPayment {
  const held = payment.facts.findLast(({ kind }) => kind === 'authorized')
  if (!held || has(payment, 'captured', 'voided')) return payment
  return bookFact(payment, 'captured', held.amount?.value, now)
}

const sumOf = ({ facts }: BookedPayment, ...kinds: string[]): number =>
  facts.reduce((total, { kind, amount }) => total + (kinds.includes(kind) ? (amount?.value ?? 0) : 0), 0)

/** Taken, and not given back. */
const leftOf = (payment: BookedPayment): number =>
  sumOf(payment, 'captured', 'refund_failed') - sumOf(payment, 'refunded')

const isNamed = ({ facts }: BookedPayment, name: string): boolean =>
  facts.some(({ reference }) => reference === name)

/** The payment after a part of it went back, or the company's code for why not. The same reference is the same refund. */
export function refundPart(
  payment: BookedPayment,
  { amount, reference }: RefundOrder,
  now: number,
): BookedPayment | string {
  if (isNamed(payment, reference)) return payment
  if (amount.currency !== payment.amount.currency) return 'invalid_currency'
  if (amount.value > leftOf(payment)) return 'amount_too_large'
  return bookFact(payment, 'refunded', amount.value, now, { reference })
}

/** The payment after goods of it left. */
export function shipGoods(
  payment: BookedPayment,
  { reference, items, tracking }: ShipmentOrder,
  now: number,
): BookedPayment {
  if (isNamed(payment, reference)) return payment
  const kind = items?.length === 0 ? 'tracking_added' : 'shipped'
  return bookFact(payment, kind, undefined, now, { reference, ...(tracking ? { tracking } : {}) })
}

/** What is held is voided, and what was taken and not given back is refunded. */
export function returnMoney(payment: BookedPayment, now: number): BookedPayment {
  const left = leftOf(payment)
  const isHeld = sumOf(payment, 'authorized') > sumOf(payment, 'captured') && !has(payment, 'voided')
  const voided: BookedPayment = isHeld
    ? { ...bookFact(payment, 'voided', undefined, now), outcome: { outcome: 'canceled' } }
    : payment
  return left > 0 ? bookFact(voided, 'refunded', left, now) : voided
}
