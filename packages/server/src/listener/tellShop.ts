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

/** What telling works with. */
export interface TellShopOptions {
  ledger: PaymentLedger
  clock: Clock
  /** Tellings of a duplicate that are under way in this process, by payment and attempt: who comes meanwhile shares them. */
  telling: Map<string, Promise<void>>
}

/**
 * Tells the shop what a message has made of a payment, and of every attempt that the payment turns out not to need, whatever brought its
 * money. A duplicate is told until its handlers have run, and then not again.
 *
 * @throws Error of the first handler that threw or took too long.
 */
export async function tellShop(
  options: TellShopOptions,
  handlers: PaymentHandlers,
  { key, message, attemptId }: Happening,
): Promise<void> {
  const { ledger, clock, telling } = options
  const record = await ledger.read(key)
  // A set-up is no order: there is nothing that the shop could set a status of.
  if (!record || record.kind === 'setup') return
  const update = { ...updateOf(record, message), attemptId }
  await runHandlers('PAYMENT_STATUS_UPDATED', handlers, clock, update)
  // The handlers may have taken their time, and somebody else have told of it by now.
  const current = (await ledger.read(key)) ?? record
  for (const duplicate of untoldDuplicates(current)) {
    const name = JSON.stringify([key.tenant, key.paymentId, duplicate])
    const told = telling.get(name) ?? tellDuplicate(options, handlers, { key, message, attemptId: duplicate })
    telling.set(name, told)
    await told.finally(() => telling.delete(name))
  }
}

async function tellDuplicate(
  { ledger, clock }: TellShopOptions,
  handlers: PaymentHandlers,
  { key, message, attemptId }: Happening,
): Promise<void> {
  const record = await ledger.read(key)
  if (!record || !untoldDuplicates(record).includes(attemptId)) return
  const update = { ...updateOf(record, message), attemptId }
  await runHandlers('PAYMENT_DUPLICATE_PAID', handlers, clock, update)
  const duplicateAt = new Date(clock.now()).toISOString()
  await ledger.edit(key, (before) =>
    withAttempt(before, attemptId, (attempt) => ({ ...attempt, duplicateAt })),
  )
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
