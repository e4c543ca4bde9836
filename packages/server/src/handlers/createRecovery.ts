import { needsReadBack, putOff } from '../payment/dueLook.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { restoreCart } from './restoreCart.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { settleParts } from './settleParts.ts'
import { withdrawUnneeded } from './withdrawUnneeded.ts'

const interval = 1000
/** A slow orchestrator must not hold up everything else that is due, nor be asked everything at once. */
const mostAtOnce = 10

/**
 * Finds out what became of attempts that nobody waits for any more: the process that made the call has died, its answer was lost, the
 * shopper has left; and ends what waits for a shopper whose payment has its money. What is due stands in the store, so it survives every restart; each look puts the next one off first, so two
 * processes seldom look at once, and if they do they read the same. Collected data is not kept, so nothing is ever sent again from here:
 * that is for repeats of the browser.
 */
export function createRecovery(service: ServiceContext): { close(): Promise<void> } {
  const { store, clock, observe } = service
  let running: Promise<void> = Promise.resolve()
  let isClosed = false
  let stop: () => void = () => undefined
  const report = (error: unknown): void => observe({ type: 'error', where: 'recovery', error })

  const look = async (): Promise<void> => {
    const keys = await store.findDue(clock.now())
    for (let start = 0; start < keys.length && !isClosed; start += mostAtOnce) {
      const some = keys.slice(start, start + mostAtOnce)
      await Promise.all(some.map((key) => recover(service, key).catch(report)))
    }
  }
  const schedule = (): void => {
    if (isClosed) return
    stop = clock.after(interval, () => {
      running = look().catch(report).then(schedule)
    })
  }
  schedule()
  return {
    async close() {
      isClosed = true
      stop()
      await running
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
