import type { BusLog } from './BusLog.ts'
import type { BusMessage } from './BusMessage.ts'
import type { Clock } from './Clock.ts'
import { createHandlerList } from './createHandlerList.ts'
import type { OutboxBus } from './OutboxBus.ts'
import { createMemoryOutbox } from './outbox/createMemoryOutbox.ts'
import { openDispatcher } from './outbox/openDispatcher.ts'
import { parseBusMessage } from './parseBusMessage.ts'
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
  const dispatcher = openDispatcher({ outbox, send, clock, random, log, concurrency: 64 })
  let closed = false
  const wake = (): void => {
    if (handlers.size > 0) dispatcher.wake()
  }
  const enqueue = (message: BusMessage): void => {
    if (closed) throw new Error('publish: the bus is closed; publish before close().')
    const parsed = parseBusMessage(message.messageId, message.body)
    if (parsed?.type !== message.type) throw new TypeError('publish: the message does not fit its schema.')
    // Copied, so that no handler shares an object with the publisher.
    outbox.insert(structuredClone(parsed), clock.now())
    queueMicrotask(wake)
  }
  return {
    enqueue,
    publish: async (message) => enqueue(message),
    subscribe(handler) {
      const off = handlers.add(handler)
      wake()
      return off
    },
    async close() {
      closed = true
      await dispatcher.close()
    },
  }
}
