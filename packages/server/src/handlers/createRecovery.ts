import { withinTime } from '../listener/withinTime.ts'
import { needsReadBack, putOff } from '../payment/dueLook.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { createCallCounter } from '../transport/createCallCounter.ts'
import { restoreCart } from './restoreCart.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { settleParts } from './settleParts.ts'
import { withdrawUnneeded } from './withdrawUnneeded.ts'

const interval = 1000
/** A slow orchestrator must not hold up everything else that is due, nor be asked everything at once. */
const mostAtOnce = 20
/** Whatever hangs in a look gives its place to another, and what is under way has so long to end when the service closes. */
const longestLook = 60_000
const longestEnding = 10_000

/**
 * Finds out what became of attempts that nobody waits for any more: the process that made the call has died, its answer was lost, the
 * shopper has left; and ends what waits for a shopper whose payment has its money. What is due stands in the store, so it survives every restart; each look puts the next one off first, so two
 * processes seldom look at once, and if they do they read the same. Collected data is not kept, so nothing is ever sent again from here:
 * that is for repeats of the browser.
 */
export function createRecovery(service: ServiceContext): { close(): Promise<void> } {
  const { store, clock, observe } = service
  const underWay = new Map<string, Promise<void>>()
  const counter = createCallCounter(clock)
  let isClosed = false
  let stop: () => void = () => undefined
  const report = (error: unknown): void => observe({ type: 'error', where: 'recovery', error })

  const start = (key: PaymentKey): void => {
    const name = JSON.stringify([key.tenant, key.paymentId])
    if (underWay.has(name)) return
    const done = withinTime(clock, longestLook, () => recover(service, key), late)
      .catch(report)
      .finally(() => underWay.delete(name))
    underWay.set(name, counter.count(done))
  }
  const look = async (): Promise<void> => {
    for (const key of await store.findDue(clock.now())) {
      while (underWay.size >= mostAtOnce && !isClosed) await Promise.race(underWay.values())
      if (isClosed) return
      start(key)
    }
  }
  const schedule = (): void => {
    if (isClosed) return
    stop = clock.after(interval, () => void counter.count(look().catch(report)).then(schedule))
  }
  schedule()
  return {
    async close() {
      isClosed = true
      stop()
      await counter.settle(longestEnding)
    },
  }
}

async function recover(service: ServiceContext, key: PaymentKey): Promise<void> {
  const { ledger, clock, readBack } = service
  const { value: isOurs } = await ledger.change(key, (record) => {
    const now = clock.now()
    if (!record?.due || record.due.at > now) return { value: false }
    return { record: putOff(record, now), value: true }
  })
  if (!isOurs) return
  const record = await settleParts(service, key)
  if (record && needsReadBack(record, clock.now())) await readBack(key)
  await withdrawUnneeded(service, key)
  await restoreCart(service, key)
}

function late(): never {
  throw new Error('recovery: a payment took longer than 60 s to be looked at; it is looked at again later.')
}
