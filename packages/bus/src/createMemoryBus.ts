import type { BusLog } from './BusLog.ts'
import type { BusMessage } from './BusMessage.ts'
import type { Clock } from './Clock.ts'
import { checkMessage } from './checkMessage.ts'
import { createHandlerList } from './createHandlerList.ts'
import type { OutboxBus } from './OutboxBus.ts'
import { createMemoryOutbox } from './outbox/createMemoryOutbox.ts'
import { type Dispatcher, openDispatcher } from './outbox/openDispatcher.ts'
import { systemClock } from './systemClock.ts'

/** How to make a bus within one process. */
export interface MemoryBusOptions {
  /** @default the clock of the machine */
  clock?: Clock
  /** Numbers in [0, 1) that spread the retries. @default Math.random */
  random?: () => number
  /** @default nobody */
  log?: BusLog
}

/** A bus within one process, for tests: what is published waits for a subscriber, and ends with the process. */
export function createMemoryBus(options: MemoryBusOptions = {}): OutboxBus {
  const { clock = systemClock, random = Math.random, log = () => undefined } = options
  const handlers = createHandlerList()
  const outbox = createMemoryOutbox()
  const send = (message: BusMessage): Promise<void> => handlers.deliver(message)
  let dispatcher: Dispatcher | undefined
  let closed = false
  // Copied, so that no handler shares an object with the publisher.
  const take = (message: BusMessage): BusMessage => {
    if (closed) throw new Error('publish: the bus is closed; publish before close().')
    return structuredClone(checkMessage(message))
  }
  const wake = (): void => dispatcher?.wake()
  return {
    // A rollback is not noticed here: the message is there at once, and sent by wake().
    *enqueue(message, sql) {
      yield* outbox.insertWithin(sql, take(message), clock.now())
    },
    wake,
    async publish(message) {
      await outbox.insert(take(message), clock.now())
      wake()
    },
    subscribe(handler) {
      const off = handlers.add(handler)
      // Not before anybody listens: each try would count.
      dispatcher ??= openDispatcher({ outbox, send, clock, random, log, concurrency: 64 })
      wake()
      return off
    },
    health: () => ({ status: 'up' }),
    async close() {
      closed = true
      await dispatcher?.close()
    },
  }
}
