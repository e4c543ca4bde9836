import { createHash } from 'node:crypto'
import { currencyExponent, type Money, majorTextFromMoney, type OrderUpdate } from '@payloom/core/contract'
import type { PaymentRecord } from '../payment/PaymentRecord.ts'
import { refundable } from '../payment/refundable.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'
import { OrderUpdateError } from './OrderUpdateError.ts'

/** An update that stands, and the record with it. */
export interface AcceptedUpdate {
  /** The same object as before when the update was accepted before. */
  record: PaymentRecord
  update: StoredOrderUpdate
}

/**
 * Decides about an order update, inside the transaction that stores it: of two refunds at once that are too much together only one is accepted.
 *
 * @param times when it is accepted, and when a worker may send it because the caller has not (milliseconds since the epoch).
 * @throws OrderUpdateError
 */
export function acceptOrderUpdate(
  record: PaymentRecord | undefined,
  given: OrderUpdate,
  times: { now: number; dueAt: number },
): AcceptedUpdate {
  const { updateId, orderId } = given
  if (!record || record.kind === 'setup' || record.attempts.length === 0) throw unknownPayment(orderId)
  const requestHash = createHash('sha256').update(JSON.stringify(given)).digest('hex')
  const known = record.updates.find((update) => update.updateId === updateId)
  if (known && known.requestHash !== requestHash) throw reusedId(updateId)
  if (known) return { record, update: known }
  const update: StoredOrderUpdate = {
    updateId,
    requestHash,
    body: given.status === 'refunded' ? { ...given, refund: fixedRefund(record, given) } : given,
    acceptedAt: new Date(times.now).toISOString(),
    dueAt: times.dueAt,
    tries: 1,
  }
  return { record: { ...record, updates: [...record.updates, update] }, update }
}

/** That there is no payment of that id which anybody has tried to pay. */
export function unknownPayment(orderId: string): OrderUpdateError {
  return new OrderUpdateError({
    code: 'unknown-payment',
    field: 'orderId',
    message: `nobody has tried to pay a payment "${orderId}" here. Give the paymentId that \`orders.resolve\` is asked for, not the order's id.`,
  })
}

/** That an id stands for another update already. */
export function reusedId(updateId: string): OrderUpdateError {
  return new OrderUpdateError({
    code: 'update-id-reused',
    field: 'updateId',
    message: `"${updateId}" is another update already. Repeat that one as it was, or give this one an id of its own.`,
  })
}

/** The refund with its amount, so that a repeat of `all that is left` is of the same sum. */
function fixedRefund(
  record: PaymentRecord,
  { refund = {} }: OrderUpdate,
): NonNullable<OrderUpdate['refund']> {
  const all = refundable(record)
  const left = leftFor(all, refund.amount)
  if (!refund.amount) {
    if (left.value === 0) throw nothingLeft(left)
    return { ...refund, amount: left }
  }
  if (refund.amount.currency !== left.currency) {
    throw new OrderUpdateError({
      code: 'currency-mismatch',
      field: 'refund.amount.currency',
      refundable: left,
      message: `the payment was made in ${left.currency}, not ${refund.amount.currency}; ${text(left)} can be refunded.`,
    })
  }
  if (left.value === 0) throw nothingLeft(left)
  if (refund.amount.value > left.value) {
    throw new OrderUpdateError({
      code: 'refund-too-large',
      field: 'refund.amount.value',
      refundable: left,
      message: `${text(refund.amount)} is more than the ${text(left)} that is left. Leave \`refund.amount\` out to refund all of it.`,
    })
  }
  return refund
}

/** What is left in the currency that is asked for, else in the first one that has any, else in the payment's, which is always there. */
function leftFor(all: readonly Money[], asked: Money | undefined): Money {
  const some = all.filter(({ value }) => value > 0)
  return (some.find(({ currency }) => currency === asked?.currency) ?? some[0] ?? all[0]) as Money
}

function nothingLeft(left: Money): OrderUpdateError {
  return new OrderUpdateError({
    code: 'nothing-to-refund',
    field: 'refund',
    refundable: left,
    message:
      'nothing is left to refund: nothing was taken, or it went back, goes back, or was asked back by an update before.',
  })
}

function text(money: Money): string {
  const { value, currency } = money
  return `${currencyExponent(currency) === undefined ? value : majorTextFromMoney(money)} ${currency}`
}
