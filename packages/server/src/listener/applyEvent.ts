import type { Clock } from '@payloom/bus'
import {
  type Fact,
  factKinds,
  fulfilmentKinds,
  type PaymentStatusMessage,
  rejectedUpdateKind,
} from '@payloom/core/contract'
import { addFacts } from '../payment/addFacts.ts'
import { checkFact } from '../payment/checkFact.ts'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import type { PaymentKey, PaymentRecord } from '../payment/PaymentRecord.ts'
import { isUpdateDone } from '../payment/updateProgress.ts'
import type { ServiceEvent } from '../ServiceEvent.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import type { StoredEvent } from '../store/StoredEvent.ts'
import { applyRejection } from './applyRejection.ts'
import type { ReadBack } from './createReadBack.ts'
import type { EventVerdict } from './EventVerdict.ts'
import { factFromMessage } from './factFromMessage.ts'
import type { PaymentHandlers } from './PaymentStatusUpdate.ts'
import { tellShop } from './tellShop.ts'

/** What applying works with. */
export interface Applying {
  store: PaymentStore
  ledger: PaymentLedger
  readBack: ReadBack
  clock: Clock
  observe: (event: ServiceEvent) => void
  restoreCart: (key: PaymentKey) => Promise<void>
  tenant?: string | undefined
  /** Tellings of a duplicate that are under way in this process. */
  telling: Map<string, Promise<void>>
}

/** A message that only a read-back explains, which cannot be had now. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError'

  constructor() {
    super('PAYMENT_STATUS_UPDATED: the payment cannot be read back now; the message is tried again.')
  }
}

const knownKinds: ReadonlySet<string> = new Set([...factKinds, ...fulfilmentKinds])

/**
 * Stores what an event says and runs the handlers.
 *
 * @throws UnreadError, or Error of a handler.
 */
export async function applyEvent(
  applying: Applying,
  handlers: PaymentHandlers,
  event: StoredEvent,
): Promise<EventVerdict> {
  const { store, ledger, tenant } = applying
  const message = JSON.parse(event.body) as PaymentStatusMessage
  const keys = await store.find(message.orderId)
  const known = tenant === undefined ? keys : keys.filter((key) => key.tenant === tenant)
  const [key] = known
  const record = key && (await ledger.read(key))
  if (!key || !record) return { kind: 'waiting' }
  if (known.length > 1) return { kind: 'quarantine', reason: 'ambiguous-tenant' }
  if ((message.kind ?? message.status) === rejectedUpdateKind) {
    return applyRejection(applying, handlers, { key, record, message })
  }
  return applyFact(applying, handlers, { key, record, message, receivedAt: event.receivedAt })
}

async function applyFact(
  applying: Applying,
  handlers: PaymentHandlers,
  told: { key: PaymentKey; record: PaymentRecord; message: PaymentStatusMessage; receivedAt: string },
): Promise<EventVerdict> {
  const { readBack, restoreCart } = applying
  const { key, record, message } = told
  const meaning = factFromMessage(record, message)
  if (meaning.kind === 'waiting' || meaning.kind === 'quarantine') return meaning
  if (meaning.kind === 'fact') {
    const refusal = checkFact(record, meaning.fact)
    if (refusal) return { kind: 'quarantine', reason: refusal }
    await recordFact(applying, key, withTime(meaning.fact, told.receivedAt))
  }
  if ((meaning.kind === 'read-back' || meaning.needsReadBack) && !(await readBack(key)))
    throw new UnreadError()
  const attemptId = meaning.kind === 'fact' ? meaning.fact.attemptId : meaning.attemptId
  await restoreCart(key)
  await tellShop(applying, handlers, { key, message, attemptId })
  const isUnknown = meaning.kind === 'fact' && !knownKinds.has(meaning.fact.kind)
  return { kind: 'handled', ...(isUnknown ? { reason: 'unknown-kind' } : {}) }
}

/** A shipment has its place in time; where its sender gave none it is when it was first heard of. */
function withTime(fact: Fact, receivedAt: string): Fact {
  const isShipment = (fulfilmentKinds as readonly string[]).includes(fact.kind)
  return isShipment && fact.providerTime === undefined ? { ...fact, providerTime: receivedAt } : fact
}

async function recordFact({ ledger, observe }: Applying, key: PaymentKey, fact: Fact): Promise<void> {
  const { paymentId } = key
  const doneOf = ({ updates, facts }: PaymentRecord): string[] =>
    updates.filter((update) => isUpdateDone(update, facts)).map(({ updateId }) => updateId)
  const { value: done } = await ledger.change(key, (before) => {
    if (!before) return { value: [] }
    const record = addFacts(before, [fact])
    const doneBefore = doneOf(before)
    return { record, value: doneOf(record).filter((updateId) => !doneBefore.includes(updateId)) }
  })
  for (const updateId of done) observe({ type: 'order-update', paymentId, updateId, outcome: 'done' })
}
