import type { Clock } from '@payloom/bus'
import type { PaymentKey, PaymentRecord } from '../payment/PaymentRecord.ts'
import type { Topic } from './OpenStream.ts'

/** Reads payments that changed, each once for all that listen to it, and shows them. */
export interface Delivery {
  /** The payment has changed, or may have. */
  changed(topic: Topic): void
  /** Reads again what could not be read. */
  retry(): void
  stop(): void
}

/** Options of {@link createDelivery}. */
export interface DeliveryOptions {
  clock: Clock
  /** @returns `undefined` for a payment that the store does not have. */
  read: (key: PaymentKey) => Promise<PaymentRecord | undefined>
  show: (topic: Topic, record: PaymentRecord) => void
}

/** A payment that changes all the time is shown twenty times a second, as it is then; a few changes in a row are shown at once. */
const pace = 50
const burst = 5
/** Reads that a store is asked for at a time. */
const atOnce = 16

/** Makes a {@link Delivery}. */
export function createDelivery({ clock, read, show }: DeliveryOptions): Delivery {
  const queue: Topic[] = []
  let late: Topic[] = []
  let failed: Topic[] = []
  let workers = 0
  let cancel: (() => void) | undefined

  const wait = (topic: Topic): void => {
    topic.reading = 'waiting'
    late.push(topic)
    cancel ??= clock.after(pace, () => {
      cancel = undefined
      const due = late
      late = []
      for (const one of due) enqueue(one)
    })
  }
  const enqueue = (topic: Topic): void => {
    if (topic.streams.length === 0) {
      topic.reading = 'idle'
      return
    }
    const now = clock.now()
    if (topic.pacedAt - now > pace * (burst - 1)) {
      wait(topic)
      return
    }
    topic.pacedAt = Math.max(topic.pacedAt, now) + pace
    topic.reading = 'waiting'
    queue.push(topic)
    if (workers < atOnce) void work()
  }
  const work = async (): Promise<void> => {
    workers += 1
    for (let topic = queue.shift(); topic; topic = queue.shift()) {
      topic.reading = 'reading'
      try {
        const record = await read(topic.key)
        if (record) show(topic, record)
      } catch {
        topic.reading = 'waiting'
        failed.push(topic)
        continue
      }
      const isStale = (topic.reading as Topic['reading']) === 'again'
      topic.reading = 'idle'
      if (isStale) enqueue(topic)
    }
    workers -= 1
  }
  return {
    changed(topic) {
      if (topic.reading === 'idle') enqueue(topic)
      else if (topic.reading === 'reading') topic.reading = 'again'
    },
    retry() {
      const again = failed
      failed = []
      for (const topic of again) enqueue(topic)
    },
    stop() {
      cancel?.()
      cancel = undefined
      late = []
      failed = []
      queue.length = 0
    },
  }
}
