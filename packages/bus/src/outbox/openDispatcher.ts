import type { BusLog } from '../BusLog.ts'
import type { BusMessage } from '../BusMessage.ts'
import type { Clock } from '../Clock.ts'
import { reasonOf } from '../DeliveryError.ts'
import type { Outbox, OutboxRow } from './Outbox.ts'
import { pauseBeforeTry } from './pauseBeforeTry.ts'

/** What a dispatcher works with. */
export interface DispatcherOptions {
  outbox: Outbox
  /** Delivers one message, or rejects. */
  send: (message: BusMessage, signal: AbortSignal) => Promise<void>
  clock: Clock
  random: () => number
  log: BusLog
  /** How many messages are under way at the same time. */
  concurrency: number
}

/** Sends what lies in an outbox when it is due. */
export interface Dispatcher {
  /** Looks into the outbox; to be called after something was put in. */
  wake(): void
  /** Sends nothing new, gives what is under way a second to end, then breaks it off: it stays in the outbox. */
  close(): Promise<void>
}

/** A message that could not be delivered for so long (ms) goes to quarantine: 72 hours. */
const patience = 72 * 3_600_000
/** What is under way at the end may end by itself for so long (ms): broken off, it would arrive twice. */
const grace = 1_000
/** Pause (ms) after the outbox itself failed, a full disk for instance. */
const brokenPause = 1_000

/** Starts to send. Messages are independent of each other: one that fails or hangs holds up no other. */
export function openDispatcher(options: DispatcherOptions): Dispatcher {
  const { outbox, clock, log, concurrency } = options
  const underWay = new Map<string, { stop: AbortController; done: Promise<void> }>()
  let closed = false
  let forgetTimer = (): void => undefined

  const start = (row: OutboxRow): void => {
    const { messageId } = row.message
    const stop = new AbortController()
    const done = deliver(options, row, stop.signal).then((broken) => {
      underWay.delete(messageId)
      if (broken === undefined) wake()
      else pause(broken)
    })
    underWay.set(messageId, { stop, done })
  }
  const look = (): void => {
    const now = clock.now()
    const rows = outbox.due(now, concurrency + underWay.size)
    const waiting = rows.filter(({ message }) => !underWay.has(message.messageId))
    for (const row of waiting.slice(0, concurrency - underWay.size)) start(row)
    const next = outbox.nextDueAt(now)
    if (next !== undefined) forgetTimer = clock.after(next - now, wake)
  }
  const pause = (error: unknown): void => {
    log({ event: 'bus-outbox-broken', reason: reasonOf(error) })
    forgetTimer()
    if (!closed) forgetTimer = clock.after(brokenPause, wake)
  }
  const wake = (): void => {
    forgetTimer()
    if (closed) return
    try {
      look()
    } catch (error) {
      pause(error)
    }
  }
  wake()
  return {
    wake,
    async close() {
      closed = true
      forgetTimer()
      const rest = [...underWay.values()]
      const forget = clock.after(grace, () => {
        for (const { stop } of rest) stop.abort()
      })
      await Promise.all(rest.map(({ done }) => done))
      forget()
    },
  }
}

/** Sends one message and writes down what became of it. Answers the error when that could not be written. */
async function deliver(options: DispatcherOptions, row: OutboxRow, signal: AbortSignal): Promise<unknown> {
  const outcome = await options.send(row.message, signal).then(
    () => ({ delivered: true }) as const,
    (error: unknown) => ({ delivered: false, reason: reasonOf(error) }) as const,
  )
  try {
    if (outcome.delivered) recordDelivery(options, row)
    // Broken off by close(): that says nothing about the receiver.
    else if (!signal.aborted) recordRefusal(options, row, outcome.reason)
    return undefined
  } catch (error) {
    return error
  }
}

function recordDelivery({ outbox, clock, log }: DispatcherOptions, { message, tries }: OutboxRow): void {
  const { messageId } = message
  outbox.delivered(messageId, clock.now())
  log({ event: 'bus-delivered', messageId, tries: tries + 1 })
}

function recordRefusal(options: DispatcherOptions, row: OutboxRow, reason: string): void {
  const { outbox, clock, random, log } = options
  const { messageId } = row.message
  const tries = row.tries + 1
  const now = clock.now()
  if (now - row.createdAt >= patience) {
    outbox.quarantined(messageId, now, reason)
    log({ event: 'bus-quarantined', messageId, tries, reason })
    return
  }
  const retryIn = pauseBeforeTry(tries, random)
  outbox.postponed(messageId, now + retryIn, reason)
  log({ event: 'bus-refused', messageId, tries, reason, retryIn })
}
