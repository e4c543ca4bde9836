import { createHash } from 'node:crypto'
import { type BusMessage, type Clock, NotStoredError } from '@payloom/bus'
import type { PaymentEventName } from '@payloom/core/contract'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { BusEvent, ServiceEvent } from '../ServiceEvent.ts'
import type { EventPatch, PaymentStore } from '../store/PaymentStore.ts'
import type { StoredEvent } from '../store/StoredEvent.ts'
import { applyEvent, UnreadError } from './applyEvent.ts'
import type { ReadBack } from './createReadBack.ts'
import { eventIdOf, messageIdOf } from './eventIdOf.ts'
import type { PaymentHandlers, PaymentStatusHandler } from './PaymentStatusUpdate.ts'

/** Turns what the bus brings into facts, and tells the shop. */
export interface Listener {
  /**
   * Resolves once the message may be acknowledged: its handlers have run, or it is stored for later, or in quarantine. Rejects when a handler has
   * failed for the first time, and with `NotStoredError` while the store is away.
   */
  receive(message: BusMessage): Promise<void>
  /** Takes up what came for a payment before its attempt was here. */
  applyWaiting(key: PaymentKey): void
  on(event: PaymentEventName, handler: PaymentStatusHandler): () => void
  /** Lets what is under way end. What is not handled stays in the store. */
  close(): Promise<void>
}

/** Options of {@link createListener}. */
export interface ListenerOptions {
  store: PaymentStore
  ledger: PaymentLedger
  readBack: ReadBack
  clock: Clock
  observe: (event: ServiceEvent) => void
  /** Has the shop give the cart of an order back that was not paid. Never rejects. */
  restoreCart: (key: PaymentKey) => Promise<void>
  /** The tenant that the bus speaks for; without it the only one that has the payment. */
  tenant?: string | undefined
}

const retryInterval = 1000
/** A process that died while handling gives its event back after this long. */
const handlingLease = 60_000
const longestTrying = 72 * 3_600_000
/** Handlers that hang must not gather tries without end: each ends after 30 s. */
const mostAtOnce = 1000

/** What a listener's events are handled with. */
interface Handling extends ListenerOptions {
  telling: Map<string, Promise<void>>
}

/** Makes a {@link Listener}. */
export function createListener(given: ListenerOptions): Listener {
  const options: Handling = { ...given, telling: new Map() }
  const { store, clock } = options
  const handlers: PaymentHandlers = {
    PAYMENT_STATUS_UPDATED: new Set(),
    PAYMENT_DUPLICATE_PAID: new Set(),
    ORDER_UPDATE_REJECTED: new Set(),
  }
  const underWay = new Map<string, Promise<void>>()

  /** A repeat that comes while the first is being handled waits for it. */
  const process = (event: StoredEvent): Promise<void> => {
    const running = underWay.get(event.eventId)
    if (running) return running
    const promise = processEvent(options, handlers, event).finally(() => underWay.delete(event.eventId))
    underWay.set(event.eventId, promise)
    return promise
  }
  const processQuietly = (events: readonly StoredEvent[]): Promise<unknown> =>
    Promise.allSettled(events.map((event) => process(event)))

  let stop: () => void = () => undefined
  const retry = async (): Promise<void> => {
    if (underWay.size >= mostAtOnce) return
    // Not awaited: what hangs must not hold up what is due next.
    void processQuietly(await store.dueEvents(clock.now(), clock.now() + handlingLease, options.tenant))
  }
  const schedule = (): void => {
    stop = clock.after(
      retryInterval,
      () =>
        void retry()
          .catch(() => undefined)
          .finally(again),
    )
  }
  let isClosed = false
  const again = (): void => {
    if (!isClosed) schedule()
  }
  schedule()

  return {
    async receive(message) {
      if (message.type !== 'payment-status') return
      const event = await keep(options, message).catch((cause: unknown) => {
        throw new NotStoredError(cause)
      })
      if (!event) return
      const handled = process(event)
      // What has failed before is tried again by us for three days: a carrier that repeats it sooner is asked to keep it no longer.
      await (event.tries === 0 ? handled : handled.catch(() => undefined))
    },
    applyWaiting(key) {
      // Not awaited: the shop's handlers must not hold up a payment. What fails here is in the retry queue.
      void store.openEvents(key.paymentId).then(
        (events) => processQuietly(events.filter(({ tenant }) => isHeardBy(options, tenant))),
        () => undefined,
      )
    },
    on(event, handler) {
      handlers[event].add(handler)
      return () => handlers[event].delete(handler)
    },
    async close() {
      isClosed = true
      stop()
      await Promise.allSettled(underWay.values())
    },
  }
}

/** Whether an event is for a service: buses of two tenants may share a store. */
function isHeardBy({ tenant: own }: ListenerOptions, tenant: string | undefined): boolean {
  return own === undefined || tenant === undefined || tenant === own
}

/** Stores a message with `handledAt` empty. @returns `undefined` when nothing is left to do for it. */
async function keep(
  { store, clock, observe, tenant }: ListenerOptions,
  message: BusMessage & { type: 'payment-status' },
): Promise<StoredEvent | undefined> {
  const now = clock.now()
  const time = new Date(now).toISOString()
  const body = JSON.stringify(message.body)
  const whose = tenant === undefined ? {} : { tenant }
  const fresh = { ...whose, body, paymentId: message.body.orderId, receivedAt: time, tries: 0 }
  const id = eventIdOf(tenant, message.messageId)
  const event = await store.saveEvent({
    ...fresh,
    eventId: id,
    nextTryAt: now + handlingLease,
  })
  if (event.body !== body) {
    // One id, two bodies: the first stands, the other is kept to be looked at.
    const eventId = `${id}.${createHash('sha256').update(body).digest('hex').slice(0, 16)}`
    await store.saveEvent({ ...fresh, eventId, quarantinedAt: time, reason: 'id-reused' })
    observe({ type: 'bus', eventId: messageIdOf(eventId), outcome: 'quarantined', reason: 'id-reused' })
    return undefined
  }
  if (event.handledAt === undefined && event.quarantinedAt === undefined) return event
  observe({ type: 'bus', eventId: message.messageId, outcome: 'repeated' })
  return undefined
}

async function processEvent(options: Handling, handlers: PaymentHandlers, event: StoredEvent): Promise<void> {
  const { store, clock, observe } = options
  const { eventId } = event
  const isTooOld = clock.now() - Date.parse(event.receivedAt) > longestTrying
  const settle = async (outcome: BusEvent['outcome'], patch: EventPatch, reason?: string): Promise<void> => {
    await store.patchEvent(eventId, patch)
    observe({
      type: 'bus',
      eventId: messageIdOf(eventId),
      outcome,
      ...(reason === undefined ? {} : { reason }),
    })
  }
  const quarantine = (reason: string): Promise<void> => {
    const quarantinedAt = new Date(clock.now()).toISOString()
    return settle('quarantined', { quarantinedAt, reason, nextTryAt: undefined }, reason)
  }
  try {
    const verdict = await applyEvent(options, handlers, event)
    if (verdict.kind === 'quarantine') await quarantine(verdict.reason)
    else if (verdict.kind === 'handled') {
      const handledAt = new Date(clock.now()).toISOString()
      await settle('handled', { handledAt, nextTryAt: undefined }, verdict.reason)
    } else if (isTooOld) await quarantine('unknown-payment')
    else await settle('waiting', waitLonger(event, clock.now()))
  } catch (error) {
    observe({ type: 'error', where: 'PAYMENT_STATUS_UPDATED', error })
    if (isTooOld) return quarantine(error instanceof UnreadError ? 'not-read-back' : 'handler-failed')
    const tries = event.tries + 1
    const nextTryAt = clock.now() + Math.min(300_000, 1000 * 2 ** tries)
    await settle('failed', { tries, nextTryAt }).catch((cause: unknown) => {
      // The store is away, which is no fault of the message.
      throw new NotStoredError(cause)
    })
    throw error
  }
}

/** A claim takes up what waits for it; a process that died between the two is made up for by a look from time to time. */
function waitLonger({ tries }: StoredEvent, now: number): EventPatch {
  return { tries: tries + 1, nextTryAt: now + Math.min(3_600_000, handlingLease * 2 ** tries) }
}
