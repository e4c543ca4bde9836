import type { AttemptView, StatusView } from '@payloom/core'
import type { PaymentState } from '@payloom/core/contract'
import { keptOf } from './judgeMoney.ts'
import type { BookedPayment } from './openRaceWorld.ts'

/** What the shopper has before them. */
export interface Views {
  /** The checkout of each tab. */
  attempts: readonly AttemptView[]
  /** The page of the order. */
  page: StatusView
}

const paid = new Set(['paid', 'authorized'])

/** Holds what a shopper sees against the company's books. @returns what is not true of it; `undefined` when all is. */
export function judgeViews(
  { attempts, page }: Views,
  payments: readonly BookedPayment[],
): string | undefined {
  const held = payments.filter(({ authorizedAmount }) => authorizedAmount.value > 0)
  const kept = payments.filter((payment) => keptOf(payment) > 0)
  const hasMoney = kept.length + held.length > 0
  const reasons = attempts.map((view) => reasonOfAttempt(view, hasMoney))
  return reasonOfPage(page, hasMoney) ?? reasons.find((reason) => reason !== undefined)
}

function reasonOfPage(page: StatusView, hasMoney: boolean): string | undefined {
  if (page.status !== 'ready') return `the order's page is ${page.status}`
  const { state } = page
  if (hasMoney) {
    return paid.has(state.status) || isPartlyPaid(state)
      ? undefined
      : `the page says ${state.status} of a paid order`
  }
  if (paid.has(state.status)) return `the page says ${state.status} and the company has nothing`
  // Of an attempt that nobody finished the page has to offer the step that is open, or it waits for ever.
  const lost = state.attempts.find(({ live, next, placed }) => live && !next && !placed)
  return lost && `the page waits for the attempt ${lost.attemptId}, and nobody can go on with it`
}

/** What is left to pay is offered: the way on is another method. */
function isPartlyPaid({ status, attempts }: PaymentState): boolean {
  return status === 'partially_paid' && !attempts.some(({ live, next }) => live && !next)
}

function reasonOfAttempt(view: AttemptView, hasMoney: boolean): string | undefined {
  switch (view.phase) {
    case 'collecting':
    case 'validating':
    case 'acting':
      return `a tab is still ${view.phase}`
    case 'confirming': {
      const canEnd = view.result?.outcome === 'redirect' || view.display !== undefined
      if (hasMoney) return 'a tab still confirms what the company has'
      return canEnd ? undefined : 'a tab confirms an attempt that it can neither finish nor end'
    }
    case 'blocked':
      return hasMoney ? 'a tab says blocked of a paid order' : undefined
    case 'succeeded':
      return hasMoney || view.success === 'placed'
        ? undefined
        : `a tab says ${view.success} and the company has nothing`
    default:
      // The button is there: a press tells the truth, and settleShopper presses it.
      return undefined
  }
}
