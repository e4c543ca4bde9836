import type { PaymentState } from '@payloom/core/contract'

/** How a purchase stands for the shop: nothing tried or all refused, a part of it held, under way, or done and out of the cart. */
export type PurchaseStanding =
  | { kind: 'open' }
  /** `held`: what is paid of it already, in integer minor units. */
  | { kind: 'part-paid'; held: number }
  | { kind: 'under-way' }
  | { kind: 'bought' }

const ended = new Set(['failed', 'canceled', 'expired'])
const done = new Set(['authorized', 'paid', 'partially_refunded', 'refunded', 'charged_back'])

/** How a purchase stands, from its payment's state; a payment that is not known yet was never tried. */
export function purchaseStanding(state: PaymentState | undefined): PurchaseStanding {
  if (!state) return { kind: 'open' }
  const { status, attempts, amounts } = state
  // Placed, or waiting for the shopper's own bank: the order stands, and is not bought twice from the same cart. One that ended does not.
  const stands = attempts.some((attempt) =>
    attempt.placed === true ? !ended.has(attempt.status) : attempt.live && attempt.next?.kind === 'display',
  )
  if (stands || done.has(status)) return { kind: 'bought' }
  if (attempts.some(({ live }) => live)) return { kind: 'under-way' }
  if (status !== 'partially_paid') return { kind: 'open' }
  return { kind: 'part-paid', held: amounts.authorized.value + amounts.captured.value }
}
