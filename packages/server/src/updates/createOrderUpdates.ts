import type { Clock, EventBus } from '@payloom/bus'
import type { Money, OrderUpdate } from '@payloom/core/contract'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'
import type { ServiceEvent } from '../ServiceEvent.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { createCallCounter } from '../transport/createCallCounter.ts'
import { acceptOrderUpdate, reusedId } from './acceptOrderUpdate.ts'
import { createUpdateSender, sendingLease, type UpdateSender } from './createUpdateSender.ts'
import { findPayment } from './findPayment.ts'
import { OrderUpdateError } from './OrderUpdateError.ts'
import type { OrderUpdateReceipt } from './OrderUpdateReceipt.ts'
import { parseOrderUpdate } from './parseOrderUpdate.ts'
import { type RefundableRequest, readRefundable } from './readRefundable.ts'

/** Options of {@link createOrderUpdates}. */
export interface OrderUpdatesOptions {
  store: PaymentStore
  ledger: PaymentLedger
  /** Absent: what was set up can only receive. */
  bus: EventBus | undefined
  clock: Clock
  observe: (event: ServiceEvent) => void
  /** The tenant that the bus speaks for; without it the only one that has the payment. */
  tenant?: string | undefined
}

/** Takes the shop's order updates, and sends them until the bus has confirmed them. */
export interface OrderUpdates {
  send(update: OrderUpdate, options?: { tenant?: string | undefined }): Promise<OrderUpdateReceipt>
  readRefundable(request: RefundableRequest): Promise<Money>
  /** Lets what is under way end, for at most three seconds. What is not confirmed stays in the store. */
  close(): Promise<void>
}

const interval = 1000
/** A broker that hangs must not gather publishings without end. */
const mostAtOnce = 100
/** Short: what is not confirmed is safe in the store, and others have to end too. */
const longestEnding = 3000

/**
 * Makes {@link OrderUpdates}. What is accepted is a row of its payment before anything is sent, so it survives every death: each process looks for
 * what is due as soon as it starts, and then once a second. Two that send the same send one message id, which counts once.
 */
export function createOrderUpdates(options: OrderUpdatesOptions): OrderUpdates {
  const { store, bus, clock, observe } = options
  const read: OrderUpdates['readRefundable'] = (request) => readRefundable(options, request)
  if (!bus) return { send: cannotSend, readRefundable: read, close: async () => undefined }
  const sender = createUpdateSender({ ...options, bus })
  const counter = createCallCounter(clock)
  let isClosed = false
  let sending = 0
  let stop: () => void = () => undefined
  const report = (error: unknown): void => observe({ type: 'error', where: 'order-updates', error })

  const sendDue = (key: PaymentKey): void => {
    sending += 1
    void counter.count(sender.sendDue(key).catch(report)).finally(() => (sending -= 1))
  }
  const look = async (): Promise<void> => {
    if (sending >= mostAtOnce) return
    // Another tenant's are another service's to send: this one's bus leads to somebody else's orchestrator.
    const due = await store.findUnsentUpdates(clock.now(), options.tenant)
    // Not awaited: one payment's updates must not hold up another's.
    for (const key of due) if (!isClosed) sendDue(key)
  }
  const schedule = (): void => {
    if (!isClosed) stop = clock.after(interval, lookAgain)
  }
  const lookAgain = (): void => void counter.count(look().catch(report)).then(schedule)
  lookAgain()

  return {
    send: (update, { tenant } = {}) => counter.count(sendUpdate(options, sender, update, tenant)),
    readRefundable: read,
    async close() {
      isClosed = true
      stop()
      await counter.settle(longestEnding)
    },
  }
}

async function sendUpdate(
  options: OrderUpdatesOptions,
  sender: UpdateSender,
  given: unknown,
  tenant: string | undefined,
): Promise<OrderUpdateReceipt> {
  const update = parseOrderUpdate(given)
  const key = await findPayment(options, update.orderId, tenant)
  const stored = await accept(options, key, update)
  const { updateId, acceptedAt, dueAt } = stored
  if (dueAt === undefined) return { updateId, paymentId: key.paymentId, acceptedAt }
  try {
    await sender.send(key, stored)
  } catch (cause) {
    throw new OrderUpdateError({
      code: 'not-confirmed',
      message: `"${updateId}" is accepted, but the bus has not confirmed it yet; it is sent again by itself, and a repeat of it is harmless.`,
      cause,
    })
  }
  return { updateId, paymentId: key.paymentId, acceptedAt }
}

/** Stores the update unless it is there already, and tells the observer of a new one. */
async function accept(
  options: OrderUpdatesOptions,
  key: PaymentKey,
  update: OrderUpdate,
): Promise<StoredOrderUpdate> {
  const { ledger, clock, observe } = options
  const { updateId } = update
  await requireOwnId(options, key, updateId)
  try {
    const { value } = await ledger.change(key, (record) => {
      const now = clock.now()
      const accepted = acceptOrderUpdate(record, update, { now, dueAt: now + sendingLease })
      return {
        record: accepted.record,
        value: { update: accepted.update, isNew: accepted.record !== record },
      }
    })
    const { paymentId } = key
    if (value.isNew) observe({ type: 'order-update', paymentId, updateId, outcome: 'accepted' })
    return value.update
  } catch (error) {
    // Another payment may have got the id in between, which the store refuses in its own words.
    if (!(error instanceof OrderUpdateError)) await requireOwnId(options, key, updateId)
    throw error
  }
}

/** The receiver tells updates apart by their ids alone: the second payment's would be dropped there. */
async function requireOwnId(
  { store, tenant }: OrderUpdatesOptions,
  key: PaymentKey,
  updateId: string,
): Promise<void> {
  const holders = await store.findUpdate(updateId)
  const isOther = (holder: PaymentKey): boolean =>
    (tenant === undefined || holder.tenant === tenant) &&
    (holder.tenant !== key.tenant || holder.paymentId !== key.paymentId)
  if (holders.some(isOther)) throw reusedId(updateId)
}

function cannotSend(): Promise<never> {
  return Promise.reject(
    new TypeError(
      'sendOrderUpdate: this service only receives. Pass `bus`, or let the service make its own store and set PAYMENTS_ORCHESTRATOR_URL or AMQP_URL.',
    ),
  )
}
