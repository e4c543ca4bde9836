import type { Clock } from '@payloom/bus'
import type { PaymentStatusMessage } from '@payloom/core/contract'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import { type PaymentKey, type PaymentRecord, withUpdate } from '../payment/PaymentRecord.ts'
import type { ServiceEvent } from '../ServiceEvent.ts'
import type { EventVerdict } from './EventVerdict.ts'
import type { PaymentHandlers } from './PaymentStatusUpdate.ts'
import { runHandlers } from './runHandlers.ts'
import { statusUpdateOf } from './statusUpdateOf.ts'

/** What applying a refusal works with. */
export interface Rejecting {
  ledger: PaymentLedger
  clock: Clock
  observe: (event: ServiceEvent) => void
}

/**
 * Marks an order update as refused, which frees what it reserved, and tells the shop. One that this service never sent is told all the same.
 *
 * @throws Error of the first handler that threw or took too long.
 */
export async function applyRejection(
  { ledger, clock, observe }: Rejecting,
  handlers: PaymentHandlers,
  told: { key: PaymentKey; record: PaymentRecord; message: PaymentStatusMessage },
): Promise<EventVerdict> {
  const { key, message } = told
  const { orderUpdateId: updateId, reason } = message
  const attemptId = message.attemptId ?? told.record.attempts.at(-1)?.attemptId
  if (updateId === undefined) return { kind: 'quarantine', reason: 'no-update-id' }
  if (attemptId === undefined) return { kind: 'quarantine', reason: 'unknown-attempt' }
  const rejectedAt = new Date(clock.now()).toISOString()
  const { value: isNews } = await ledger.change(key, (before) => {
    const update = before?.updates.find((one) => one.updateId === updateId)
    if (!before || !update || update.rejectedAt !== undefined) return { value: false }
    const record = withUpdate(before, updateId, ({ dueAt: _, ...rest }) => ({
      ...rest,
      rejectedAt,
      ...(reason === undefined ? {} : { reason }),
    }))
    return { record, value: true }
  })
  const { paymentId } = key
  if (isNews) observe({ type: 'order-update', paymentId, updateId, outcome: 'rejected' })
  const record = (await ledger.read(key)) ?? told.record
  await runHandlers('ORDER_UPDATE_REJECTED', handlers, clock, statusUpdateOf(record, message, attemptId))
  return { kind: 'handled' }
}
