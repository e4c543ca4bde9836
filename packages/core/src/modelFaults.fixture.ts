import type { ModelShop } from './modelShop.fixture.ts'
import type { ModelTab } from './modelTab.fixture.ts'

/** Phases that end by themselves, once nothing is on its way any more. */
export const underWay: readonly string[] = ['collecting', 'validating', 'acting', 'confirming', 'blocked']

/** What a tab shows wrong once everything has come to rest. */
export function modelFaults({ stores, events }: ModelTab, shop: ModelShop): string[] {
  const view = stores.attempt.getState()
  const own = shop.attempts.find(({ attemptId }) => attemptId === view.attemptId)
  const wrong: string[] = []
  if (underWay.includes(view.phase)) wrong.push(`stuck: ${view.phase}`)
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
