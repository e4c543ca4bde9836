import type { AsyncMessage, Envelope } from 'rabbitmq-client'
import type { BusLog } from '../BusLog.ts'
import type { BusMessage } from '../BusMessage.ts'
import type { Clock } from '../Clock.ts'
import type { HandlerList } from '../createHandlerList.ts'
import { DeliveryError, reasonOf } from '../DeliveryError.ts'
import { NotStoredError } from '../NotStoredError.ts'
import { pauseBeforeTry } from '../outbox/pauseBeforeTry.ts'
import { copyOf } from './copyOf.ts'
import { quarantineOf } from './rabbitTopology.ts'
import { readRabbitMessage } from './readRabbitMessage.ts'

/** What deliveries are handled with. */
export interface HandlingOptions {
  queue: string
  /** What the queue is for. */
  type: BusMessage['type']
  handlers: HandlerList
  /** Puts a copy into a queue; resolves when that is confirmed. */
  publish: (queue: string, envelope: Envelope, body: Buffer) => Promise<void>
  clock: Clock
  random: () => number
  log: BusLog
}

/** One delivery, with what may become of it. */
export interface Delivery {
  message: AsyncMessage
  /** Ends when the link is lost or the bus closes: the broker gives the message to somebody then. */
  over: AbortSignal
  ack(): void
  /** Back into its queue, for this or another process. */
  giveBack(): void
}

/** A handler that has not ended by then (ms) has failed. Far below the half hour after which a broker takes the delivery away, with its channel. */
const handlerPatience = 5 * 60_000
/** The most that a delivery is held (ms). */
const longestHold = 15 * 60_000
/** The longest pause (ms) while the receiver's store is away. */
const longestPause = 10_000
/** How often a message may fail. */
const mostAttempts = 5
/** The header with the failed attempts so far. Ours, for the broker's count goes up whenever a process dies or a link is lost. */
const attemptsHeader = 'x-payloom-attempts'
const reasonHeader = 'x-payloom-reason'

/** Sees one delivery to its end: acknowledged once handled, once its copy is confirmed elsewhere, or given back. Never rejects. */
export async function handleDelivery(options: HandlingOptions, delivery: Delivery): Promise<void> {
  const { queue, type, clock, random, log } = options
  const { message: raw, over } = delivery
  const until = clock.now() + longestHold
  const failed = attemptsOf(raw)
  const reading = readRabbitMessage(raw, type)
  if (reading.kind === 'poison') {
    await quarantine(options, delivery, { ...reading, tries: failed + 1, until })
    return
  }
  const { message } = reading
  const { messageId } = message
  const outcome = await tryHandlers(options, message, { over, until })
  if (outcome === 'handled') {
    delivery.ack()
    log({ event: 'bus-received', messageId })
    return
  }
  if (outcome === 'held') return delivery.giveBack()
  const tries = failed + 1
  if (tries >= mostAttempts) {
    await quarantine(options, delivery, { messageId, reason: outcome.reason, tries, until })
    return
  }
  const retryIn = pauseBeforeTry(tries, random)
  log({ event: 'bus-refused', messageId, tries, reason: outcome.reason, retryIn })
  await pause(clock, retryIn, over)
  // Sent again and not given back: only a new message can carry the count.
  await move(options, delivery, { queue, headers: { [attemptsHeader]: tries }, until })
}

/** Runs the handlers, again and again while they say that nothing could be stored. */
async function tryHandlers(
  { handlers, clock, random, log }: HandlingOptions,
  message: BusMessage,
  { over, until }: { over: AbortSignal; until: number },
): Promise<'handled' | 'held' | { reason: string }> {
  for (let tries = 1; ; tries += 1) {
    const error = await inTime(clock, handlers.deliver(message))
    if (error === undefined) return 'handled'
    const reason = reasonOf(error)
    if (!(error instanceof DeliveryError && error.cause instanceof NotStoredError)) return { reason }
    const retryIn = Math.min(longestPause, pauseBeforeTry(tries, random))
    log({ event: 'bus-held', messageId: message.messageId, reason: reasonOf(error.cause), retryIn })
    await pause(clock, retryIn, over)
    if (over.aborted || clock.now() >= until) return 'held'
  }
}

interface Quarantined {
  messageId: string
  reason: string
  tries: number
  until: number
}

async function quarantine(
  options: HandlingOptions,
  delivery: Delivery,
  { messageId, reason, tries, until }: Quarantined,
): Promise<void> {
  const headers = { [reasonHeader]: reason, [attemptsHeader]: tries, 'x-payloom-message-id': messageId }
  const isMoved = await move(options, delivery, { queue: quarantineOf(options.queue), headers, until })
  if (isMoved) options.log({ event: 'bus-quarantined', messageId, tries, reason })
}

interface Move {
  queue: string
  headers: Record<string, unknown>
  until: number
}

/** Puts a copy into a queue, then acknowledges: killed between the two, the message is there twice, never nowhere. */
async function move(
  { publish, clock, random, log }: HandlingOptions,
  delivery: Delivery,
  { queue, headers, until }: Move,
): Promise<boolean> {
  const { message, over } = delivery
  const copy = copyOf(message, headers)
  for (let tries = 1; !over.aborted; tries += 1) {
    const error = await publish(queue, copy.envelope, copy.body).then(
      () => undefined,
      (reason: unknown) => reason ?? 'unknown',
    )
    if (error === undefined) {
      delivery.ack()
      return true
    }
    const retryIn = Math.min(longestPause, pauseBeforeTry(tries, random))
    log({ event: 'bus-held', messageId: message.messageId ?? '', reason: reasonOf(error), retryIn })
    await pause(clock, retryIn, over)
    if (clock.now() >= until) {
      delivery.giveBack()
      return false
    }
  }
  return false
}

function attemptsOf({ headers }: AsyncMessage): number {
  const attempts: unknown = headers?.[attemptsHeader]
  return typeof attempts === 'number' && Number.isInteger(attempts) && attempts > 0 ? attempts : 0
}

/** What a promise was rejected with, or that it took too long; `undefined` when it resolved. */
async function inTime(clock: Clock, promise: Promise<void>): Promise<unknown> {
  let forget = (): void => undefined
  const late = new Promise<unknown>((resolve) => {
    forget = clock.after(handlerPatience, () => resolve(new DeliveryError('handler-timeout')))
  })
  const ended = promise.then(
    () => undefined,
    (error: unknown) => error ?? new DeliveryError('handler-failed'),
  )
  const error = await Promise.race([ended, late])
  forget()
  return error
}

function pause(clock: Clock, delay: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      forget()
      over.removeEventListener('abort', end)
      resolve()
    }
    const forget = clock.after(delay, end)
    over.addEventListener('abort', end)
    if (over.aborted) end()
  })
}
