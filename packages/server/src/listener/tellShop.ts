import type { Clock } from '@payloom/bus'
import { duplicateAttempts, type PaymentStatusMessage } from '@payloom/core/contract'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import { type PaymentKey, type PaymentRecord, withAttempt } from '../payment/PaymentRecord.ts'
import { paymentState } from '../payment/paymentState.ts'
import type { PaymentHandlers, PaymentStatusUpdate } from './PaymentStatusUpdate.ts'
import { runHandlers } from './runHandlers.ts'

/** What has happened to which attempt of a payment. */
export interface Happening {
  key: PaymentKey
  message: PaymentStatusMessage
  attemptId: string
}

/**
 * Tells the shop what a message has made of a payment, and of every attempt that the payment turns out not to need, whatever brought its
 * money. A duplicate is told until its handlers have run, and then not again.
 *
 * @throws Error of the first handler that threw or took too long.
 */
export async function tellShop(
  { ledger, clock }: { ledger: PaymentLedger; clock: Clock },
  handlers: PaymentHandlers,
  { key, message, attemptId }: Happening,
): Promise<void> {
  const record = await ledger.read(key)
  // A set-up is no order: there is nothing that the shop could set a status of.
  if (!record || record.kind === 'setup') return
  const update = updateOf(record, message)
  await runHandlers('PAYMENT_STATUS_UPDATED', handlers, clock, { ...update, attemptId })
  for (const duplicate of untoldDuplicates(record)) {
    await runHandlers('PAYMENT_DUPLICATE_PAID', handlers, clock, { ...update, attemptId: duplicate })
    const duplicateAt = new Date(clock.now()).toISOString()
    await ledger.edit(key, (before) =>
      withAttempt(before, duplicate, (attempt) => ({ ...attempt, duplicateAt })),
    )
  }
}

/**
 * As the embedded orchestrator decides it: what goes back already covers nothing, and what the shop gave back of the rest by its own wish was
 * brought all the same, so that the shop hears of the attempt whose money really goes back.
 */
function untoldDuplicates({ total, attempts, facts }: PaymentRecord): string[] {
  return duplicateAttempts({
    total,
    attempts: attempts.filter(({ duplicateAt }) => duplicateAt === undefined),
    facts: facts.filter(({ kind }) => kind !== 'refunded' && kind !== 'refund_failed'),
  })
}

function updateOf(
  record: PaymentRecord,
  message: PaymentStatusMessage,
): Omit<PaymentStatusUpdate, 'attemptId'> {
  const state = paymentState(record)
  return {
    ...(record.orderId === undefined ? {} : { orderId: record.orderId }),
    status: state.status,
    ...('payload' in message ? { payload: message.payload } : {}),
    paymentId: record.paymentId,
    state,
  }
}
