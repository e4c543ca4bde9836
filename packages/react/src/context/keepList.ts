import type { AttemptPhase, AttemptView } from '@payloom/core'
import type { CheckoutContextValue } from './CheckoutContext.ts'
import type { CheckoutQueries } from './createCheckoutQueries.ts'

type Kept = Pick<CheckoutContextValue, 'checkout' | 'queries' | 'loadActionHost'>

const keepers = new WeakMap<CheckoutQueries, { uses: number; end: () => void }>()

/**
 * Keeps a list fresh as long as anything shows it, and fetches ahead what an order will need. It comes with what draws the list, not
 * with the first load. @returns what ends it.
 */
export function keepList(kept: Kept): () => void {
  const { queries } = kept
  const keeper = keepers.get(queries) ?? { uses: 0, end: openKeeper(kept) }
  keepers.set(queries, keeper)
  keeper.uses += 1
  return () => {
    keeper.uses -= 1
    if (keeper.uses > 0) return
    keepers.delete(queries)
    keeper.end()
  }
}

function openKeeper({ checkout, queries, loadActionHost }: Kept) {
  const { attempt, selection } = checkout
  const { methodList, storedMethods } = queries
  const onVisible = () => {
    // A tab that was away may show an old cart. While money moves, and once it has moved, the list stands still.
    if (document.visibilityState === 'visible' && resting.includes(attempt.getState().phase)) methodList.ask()
  }
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    // Out of the back/forward cache comes the cart of the moment when the page was left.
    if (persisted) void methodList.refetch()
  }
  const endAttempt = attempt.subscribe((view, before) => {
    if (view === before) return
    if (isOutdatedBy(view)) void methodList.refetch()
    if (view.phase === 'succeeded' && storedMethods.getState().data) void storedMethods.refetch()
  })
  const endSelection = selection.subscribe(({ method, isListOutdated }, before) => {
    // A failure shows when the order is placed, and stops it there.
    if (method) loadActionHost().catch(() => {})
    // A part was paid or taken off, or a wallet's sheet changed the order.
    if (isListOutdated && !before.isListOutdated) void methodList.refetch()
  })
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('pageshow', onPageShow)
  return () => {
    document.removeEventListener('visibilitychange', onVisible)
    window.removeEventListener('pageshow', onPageShow)
    endAttempt()
    endSelection()
  }
}

const resting: readonly AttemptPhase[] = [
  'idle',
  'ready',
  'failed',
  'canceled',
  'expired',
  'reviewing',
  'blocked',
]

/** The server told that the list on the page is no longer true. */
function isOutdatedBy(attempt: AttemptView): boolean {
  const error = 'error' in attempt ? attempt.error : undefined
  return attempt.phase === 'reviewing' || error?.code === 'method-unavailable'
}
