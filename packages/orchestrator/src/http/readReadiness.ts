import type { BusHealth, Clock } from '@payloom/bus'
import type { Store } from '../store/Store.ts'
import { Reply } from './Reply.ts'

/** What readiness is made of. */
export interface ReadinessSources {
  store: Pick<Store, 'check'>
  bus: { health(): BusHealth }
  clock: Clock
}

/** A ledger that takes longer (ms) to answer is as good as none. */
const patience = 2_000

/**
 * `GET /readyz`: 503 without the ledger; without a broker it goes on, and what the shop is to hear waits in the ledger (`degraded`).
 */
export async function readReadiness({ store, bus, clock }: ReadinessSources): Promise<Reply> {
  const isStoreUp = await answersInTime(store.check(), clock)
  const isBusUp = bus.health().status === 'up'
  const status = isStoreUp ? (isBusUp ? 'ready' : 'degraded') : 'unready'
  const of = (isUp: boolean): 'up' | 'down' => (isUp ? 'up' : 'down')
  return new Reply(isStoreUp ? 200 : 503, { status, store: of(isStoreUp), bus: of(isBusUp) })
}

async function answersInTime(answer: Promise<void>, clock: Clock): Promise<boolean> {
  return await new Promise((resolve) => {
    const forget = clock.after(patience, () => resolve(false))
    const end = (isUp: boolean): void => {
      forget()
      resolve(isUp)
    }
    answer.then(
      () => end(true),
      () => end(false),
    )
  })
}
