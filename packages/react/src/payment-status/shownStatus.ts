import type { Display, PaymentState } from '@payloom/core/contract'

/**
 * The status as a shopper reads it: an order that is paid outside the checkout is `placed`, one that costs nothing `free`, and a
 * method that was stored without a payment `saved`.
 */
export function shownStatusOf({ status, attempts, amounts }: PaymentState): string {
  if (amounts.total.value === 0 && status === 'paid') return 'free'
  if (amounts.total.value === 0 && status === 'authorized') return 'saved'
  // An order that was placed to be paid later and is then paid another way is that other payment.
  const isPlaced = attempts.some((attempt) => attempt.placed && isWaiting(attempt))
  return isPlaced && isWaiting({ status }) ? 'placed' : status
}

function isWaiting({ status }: { status: string }): boolean {
  return status === 'open' || status === 'pending'
}

const ends = [
  'paid',
  'authorized',
  'refunded',
  'partially_refunded',
  'charged_back',
  'failed',
  'canceled',
  'expired',
]

/** What the shopper still has to do, by the newest attempt that says so; nothing once the payment came to an end. */
export function openDisplayOf({ status, attempts }: PaymentState): Display | undefined {
  if (ends.includes(status)) return undefined
  for (const { next } of attempts.toReversed()) {
    if (next?.kind === 'display') return next.display
  }
  return undefined
}

/** Attempts that wait for something that the shopper may never do: a code, a company's page, a challenge in a window that is gone. */
export function waitingAttempts({ status, attempts }: PaymentState): PaymentState['attempts'] {
  return ends.includes(status) ? [] : attempts.filter(({ live, next }) => live && next !== undefined)
}

const paidElsewhere: readonly string[] = ['bank-transfer', 'voucher', 'instructions']

/** Whether what waits is paid at a bank or a counter, in the shopper's own time: it may be paid, and nobody here knows it yet. */
export function isPaidElsewhere(state: PaymentState): boolean {
  return waitingAttempts(state).some(
    ({ next }) => next?.kind === 'display' && paidElsewhere.includes(next.display.kind),
  )
}
