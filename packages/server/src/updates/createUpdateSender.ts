import type { Clock, EventBus } from '@payloom/bus'
import { withinTime } from '../listener/withinTime.ts'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import { type PaymentKey, type PaymentRecord, withUpdate } from '../payment/PaymentRecord.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'
import type { ServiceEvent } from '../ServiceEvent.ts'

/** How long the bus has to confirm an update (ms). Whoever takes one up holds it a little longer, so that no other process sends it meanwhile. */
const longestSending = 10_000
export const sendingLease = 15_000
const firstPause = 1000
const longestPause = 300_000

/** What sending works with. */
export interface SenderOptions {
  ledger: PaymentLedger
  bus: EventBus
  clock: Clock
  observe: (event: ServiceEvent) => void
}

/** Brings accepted updates to the bus. */
export interface UpdateSender {
  /**
   * Publishes an update whose lease the caller holds. Who asks meanwhile shares what is under way.
   *
   * @throws Error when the bus refuses it, or has not confirmed it after 10 s; it is due again later.
   */
  send(key: PaymentKey, update: StoredOrderUpdate): Promise<void>
  /** Takes up the updates of a payment that are due, and sends them; a failure is told to the observer alone. */
  sendDue(key: PaymentKey): Promise<void>
}

/** Makes an {@link UpdateSender}. */
export function createUpdateSender(options: SenderOptions): UpdateSender {
  const { ledger, clock } = options
  const underWay = new Map<string, Promise<void>>()
  const send: UpdateSender['send'] = (key, update) => {
    const name = JSON.stringify([key.tenant, key.paymentId, update.updateId])
    const sending = underWay.get(name) ?? sendOne(options, key, update).finally(() => underWay.delete(name))
    underWay.set(name, sending)
    return sending
  }
  return {
    send,
    async sendDue(key) {
      const { value: taken } = await ledger.change(key, (record) => takeDue(record, clock.now()))
      await Promise.allSettled(taken.map((update) => send(key, update)))
    },
  }
}

/** Takes up what is due: whoever else looks meanwhile, in whatever process, finds it leased. */
function takeDue(
  record: PaymentRecord | undefined,
  now: number,
): { record?: PaymentRecord; value: StoredOrderUpdate[] } {
  const due = record?.updates.filter(({ dueAt }) => dueAt !== undefined && dueAt <= now) ?? []
  if (!record || due.length === 0) return { value: [] }
  const take = (update: StoredOrderUpdate): StoredOrderUpdate =>
    due.includes(update) ? { ...update, dueAt: now + sendingLease, tries: update.tries + 1 } : update
  const updates = record.updates.map(take)
  const ids = new Set(due.map(({ updateId }) => updateId))
  return { record: { ...record, updates }, value: updates.filter(({ updateId }) => ids.has(updateId)) }
}

async function sendOne(
  { ledger, bus, clock, observe }: SenderOptions,
  key: PaymentKey,
  update: StoredOrderUpdate,
): Promise<void> {
  const { updateId, body, tries } = update
  const { paymentId } = key
  const note = (change: (update: StoredOrderUpdate) => StoredOrderUpdate): Promise<unknown> =>
    ledger.edit(key, (record) => withUpdate(record, updateId, change))
  const publish = async (): Promise<void> => {
    await bus.publish({ messageId: updateId, type: 'order-update', body })
    const sentAt = new Date(clock.now()).toISOString()
    await note(({ dueAt: _, ...rest }) => ({ sentAt, ...rest }))
    observe({ type: 'order-update', paymentId, updateId, outcome: 'sent' })
  }
  // A confirmation that comes too late for the caller is one all the same.
  const published = publish()
  try {
    await withinTime(clock, longestSending, () => published, unconfirmed)
  } catch (error) {
    published.catch(() => undefined)
    const dueAt = clock.now() + Math.min(longestPause, firstPause * 2 ** tries)
    // Should this fail too, the lease ends by itself.
    await note((now) => (now.dueAt === undefined ? now : { ...now, dueAt })).catch(() => undefined)
    observe({ type: 'order-update', paymentId, updateId, outcome: 'failed', reason: reasonOf(error) })
    throw error
  }
}

class UnconfirmedError extends Error {
  override readonly name = 'UnconfirmedError'
}

function unconfirmed(): never {
  throw new UnconfirmedError('sendOrderUpdate: the bus has not confirmed the update within 10 s.')
}

/** Never a text of the bus's: it may quote what it carried. */
function reasonOf(error: unknown): string {
  return error instanceof UnconfirmedError ? 'not-confirmed' : 'publish-failed'
}
