import type { PaymentState } from '@payloom/core/contract'

/** How a purchase stands for the shop: nothing tried or all refused, under way, or done and out of the cart. */
export type PurchaseStanding = 'open' | 'under-way' | 'bought'

const done = new Set(['authorized', 'paid', 'partially_refunded', 'refunded', 'charged_back'])

/** How a purchase stands, from its payment's state; a payment that is not known yet was never tried. */
export function purchaseStanding(state: PaymentState | undefined): PurchaseStanding {
  if (!state) return 'open'
  const { status, attempts } = state
  // Placed, or waiting for the shopper's own bank: the order stands, and is not bought twice from the same cart.
  const stands = attempts.some(
    ({ placed, live, next }) => placed === true || (live && next?.kind === 'display'),
  )
  if (stands || done.has(status)) return 'bought'
  return attempts.some(({ live }) => live) || status === 'partially_paid' ? 'under-way' : 'open'
}
