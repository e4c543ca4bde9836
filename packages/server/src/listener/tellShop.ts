import type { Clock } from '@payloom/bus'
import { duplicateAttempts, type PaymentStatusMessage } from '@payloom/core/contract'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import { type PaymentKey, type PaymentRecord, withAttempt } from '../payment/PaymentRecord.ts'
import type { PaymentHandlers } from './PaymentStatusUpdate.ts'
import { runHandlers } from './runHandlers.ts'
import { statusUpdateOf } from './statusUpdateOf.ts'

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
  const update = statusUpdateOf(record, message, attemptId)
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
  const update = statusUpdateOf(record, message, attemptId)
  await runHandlers('PAYMENT_DUPLICATE_PAID', handlers, clock, update)
  const duplicateAt = new Date(clock.now()).toISOString()
  await ledger.edit(key, (before) =>
    withAttempt(before, attemptId, (attempt) => ({ ...attempt, duplicateAt })),
  )
}

/** Those that the shop has not been told of. */
function untoldDuplicates({ total, attempts, facts }: PaymentRecord): string[] {
  const told = attempts.filter(({ duplicateAt }) => duplicateAt !== undefined)
  const returned = new Set(told.map(({ attemptId }) => attemptId))
  return duplicateAttempts({ total, attempts, facts, returned })
}
