import type { AttemptView } from './attempt/AttemptView.ts'
import type { ModelShop } from './modelShop.fixture.ts'
import type { ModelTab } from './modelTab.fixture.ts'

/** Phases in which an attempt is on its way. */
export const underWay: readonly string[] = ['collecting', 'validating', 'acting', 'confirming']
/** Phases that end by themselves, once nothing is on its way any more. */
const passing: readonly string[] = [...underWay, 'blocked']

const steps: readonly string[] = ['qr', 'redirect', 'challenge']

/** Whether a tab waits and says nothing, though all of its readings have arrived: for an attempt that is no more, or that waits for the shopper. */
export function isSilent({ stores }: ModelTab, { attempts }: ModelShop, all: readonly ModelTab[]): boolean {
  const view = stores.attempt.getState()
  if (view.phase !== 'confirming' || view.display) return false
  // The copy of a tab whose order follows another one: it is told when that tab is.
  const views = all.map((tab) => tab.stores.attempt.getState())
  const isHeld = (one: AttemptView) => one.phase === 'confirming' && one.follows !== undefined
  if (views.some((one) => one !== view && one.attemptId === view.attemptId && isHeld(one))) return false
  if (view.result?.outcome === 'redirect' || view.result?.outcome === 'action') return false
  const awaited = attempts.find(({ attemptId }) => attemptId === (view.follows ?? view.attemptId))
  return !awaited || (awaited.status === 'pending' && steps.includes(awaited.kind))
}

/** What a tab shows wrong once everything has come to rest. */
export function modelFaults({ stores, events }: ModelTab, shop: ModelShop): string[] {
  const view = stores.attempt.getState()
  const own = shop.attempts.find(({ attemptId }) => attemptId === view.attemptId)
  const wrong: string[] = []
  if (passing.includes(view.phase)) wrong.push(`stuck: ${view.phase}`)
  const isPaid = shop.state().status === 'paid'
  if (view.phase === 'succeeded' && !isPaid && view.success !== 'placed') wrong.push('a success that is none')
  if (view.phase !== 'succeeded' && own?.status === 'paid') wrong.push(`${view.phase}, though it is paid`)
  for (const event of events) {
    // A press while an order is under way is refused by the table itself.
    if (event.type === 'illegal-transition' && event.event !== 'place') {
      wrong.push(`${event.event} in ${event.phase}`)
    }
  }
  return wrong
}
