import type { Shown } from './browser/openTab.ts'
import type { BookedPayment } from './openRaceWorld.ts'

/** What the company's books say of one order. */
export interface MoneyVerdict {
  /** It keeps the money of more than one payment. */
  isDouble: boolean
  /** It took or holds another amount than the shopper saw. */
  isWrong: boolean
  /** It took twice, and gave back what was not needed. */
  isReturned: boolean
}

/** What one order is judged by. */
export interface OrderMoney {
  /** Of this order alone. */
  payments: readonly BookedPayment[]
  /** By attempt. */
  shown: ReadonlyMap<string, Shown | undefined>
  /** What the shop says that the order costs, without surcharges; minor units. */
  total: number | undefined
}

/** Minor units that the company keeps of a payment. */
export function keptOf({ capturedAmount, refundedAmount }: BookedPayment): number {
  return capturedAmount.value - refundedAmount.value
}

/** Judges it. */
export function judgeMoney({ payments, shown, total }: OrderMoney): MoneyVerdict {
  const kept = payments.filter((payment) => keptOf(payment) > 0)
  const taken = payments.filter(
    ({ capturedAmount, authorizedAmount }) => capturedAmount.value + authorizedAmount.value > 0,
  )
  const netOf = (payment: BookedPayment): number =>
    keptOf(payment) - (shown.get(payment.reference)?.surcharge ?? 0)
  // The shopper was shown what was left after the first of them, and paid exactly that: one order, paid in two parts.
  const isInParts = kept.reduce((sum, payment) => sum + netOf(payment), 0) === total
  return {
    isDouble: kept.length > 1 && !isInParts,
    isWrong: taken.some(
      ({ reference, capturedAmount, authorizedAmount }) =>
        capturedAmount.value + authorizedAmount.value !== shown.get(reference)?.total,
    ),
    isReturned: kept.length > 0 && taken.length > kept.length,
  }
}
