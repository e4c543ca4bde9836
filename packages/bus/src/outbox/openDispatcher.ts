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

interface UnderWay {
  stop: AbortController
  done: Promise<void>
}

/** A message that could not be delivered for so long (ms) goes to quarantine: 72 hours. */
const patience = 72 * 3_600_000
/** What is under way at the end may end by itself for so long (ms): broken off, it would arrive twice. */
const grace = 1_000
/** Pause (ms) after the outbox itself failed, a full disk for instance. */
const brokenPause = 1_000
/** The longest time (ms) without a look: another process may have died between its commit and its look. */
const longestNap = 5_000
/** A claimed message belongs to its process for so long (ms). After a kill -9 another one takes it over by then. */
const lease = 6_000
const renewEvery = 2_000

/** Starts to send. Messages are independent of each other: one that fails or hangs holds up no other. */
export function openDispatcher(options: DispatcherOptions): Dispatcher {
  const { outbox, clock, concurrency } = options
  const underWay = new Map<string, UnderWay>()
  const looks = createLooks(options, look)
  const renewal = createRenewal(options, underWay)

  function start(row: OutboxRow): void {
    const { messageId } = row.message
    const stop = new AbortController()
    const done = deliver(options, row, stop.signal).then((broken) => {
      underWay.delete(messageId)
      if (broken === undefined) looks.wake()
      else looks.pause(broken)
    })
    underWay.set(messageId, { stop, done })
  }
  /** Answers how long (ms) there is nothing to do. */
  async function look(): Promise<number> {
    const room = concurrency - underWay.size
    if (room <= 0) return longestNap
    const dueAt = await outbox.nextDueAt()
    const now = clock.now()
    if (dueAt === undefined || dueAt > now) return Math.min(longestNap, (dueAt ?? Infinity) - now)
    for (const row of await outbox.claim(now, room, now + lease)) {
      // One of our own comes back when this process slept through its lease.
      if (!underWay.has(row.message.messageId)) start(row)
    }
    renewal.start()
    return 0
  }
  looks.wake()
  return {
    wake: looks.wake,
    async close() {
      await looks.close()
      // Not needed for so short a time, and one that is late would keep what is given back below.
      await renewal.close()
      const rest = [...underWay.values()]
      const forget = clock.after(grace, () => {
        for (const { stop } of rest) stop.abort()
      })
      await Promise.all(rest.map(({ done }) => done))
      forget()
    },
  }
}

interface Looks {
  wake(): void
  pause(error: unknown): void
  close(): Promise<void>
}

/** One look at a time; a wish that comes meanwhile is a look afterwards. */
function createLooks({ clock, log }: DispatcherOptions, look: () => Promise<number>): Looks {
  let looking: Promise<void> | undefined
  let isWanted = false
  let isClosed = false
  let forgetTimer = (): void => undefined
  const nap = (delay: number): void => {
    forgetTimer()
    if (!isClosed) forgetTimer = clock.after(delay, wake)
  }
  const pause = (error: unknown): void => {
    log({ event: 'bus-outbox-broken', reason: reasonOf(error) })
    isWanted = false
    nap(brokenPause)
  }
  const lookAgain = async (): Promise<void> => {
    try {
      let delay = 0
      while (!isClosed && (isWanted || delay === 0)) {
        isWanted = false
        delay = await look()
      }
      nap(delay)
    } catch (error) {
      pause(error)
    }
  }
  function wake(): void {
    isWanted = true
    if (isClosed || looking) return
    forgetTimer()
    looking = lookAgain().finally(() => {
      looking = undefined
      if (isWanted) wake()
    })
  }
  return {
    wake,
    pause,
    async close() {
      isClosed = true
      forgetTimer()
      await looking
    },
  }
}

/** Keeps what is under way for this process for as long as it runs. */
function createRenewal(
  { outbox, clock, log }: DispatcherOptions,
  underWay: ReadonlyMap<string, UnderWay>,
): { start(): void; close(): Promise<void> } {
  let forgetTimer: (() => void) | undefined
  let renewing: Promise<void> | undefined
  const renew = (): void => {
    forgetTimer = undefined
    if (underWay.size === 0) return
    renewing = outbox
      .renew([...underWay.keys()], clock.now() + lease)
      .catch((error: unknown) => log({ event: 'bus-outbox-broken', reason: reasonOf(error) }))
    start()
  }
  function start(): void {
    forgetTimer ??= clock.after(renewEvery, renew)
  }
  return {
    start,
    async close() {
      forgetTimer?.()
      await renewing
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
    if (outcome.delivered) await recordDelivery(options, row)
    // Broken off by close(): that says nothing about the receiver.
    else if (signal.aborted) await options.outbox.released(row.message.messageId, options.clock.now())
    else await recordRefusal(options, row, outcome.reason)
    return undefined
  } catch (error) {
    return error
  }
}

async function recordDelivery({ outbox, clock, log }: DispatcherOptions, row: OutboxRow): Promise<void> {
  const { messageId } = row.message
  await outbox.delivered(messageId, clock.now())
  log({ event: 'bus-delivered', messageId, tries: row.tries + 1 })
}

async function recordRefusal(options: DispatcherOptions, row: OutboxRow, reason: string): Promise<void> {
  const { outbox, clock, random, log } = options
  const { messageId } = row.message
  const tries = row.tries + 1
  const now = clock.now()
  if (now - row.createdAt >= patience) {
    await outbox.quarantined(messageId, now, reason)
    log({ event: 'bus-quarantined', messageId, tries, reason })
    return
  }
  const retryIn = pauseBeforeTry(tries, random)
  await outbox.postponed(messageId, now + retryIn, reason)
  log({ event: 'bus-refused', messageId, tries, reason, retryIn })
}
