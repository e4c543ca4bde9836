import { type OrderUpdate, orderUpdateSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import { OrderUpdateError } from './OrderUpdateError.ts'

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~-]{1,128}$/))
/** One line that a person reads: what breaks lines or is no character at all has no place in it. */
const line = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*[^\p{C}\p{Z}][^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u),
)
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** Stricter than what the wire has to take: nobody but the shop itself writes it, and what is misspelt here moves money. */
const updateSchema = v.strictObject({
  updateId: id,
  orderId: id,
  status: v.picklist(['shipped', 'tracking_added', 'refunded']),
  shipping: v.optional(
    v.strictObject({
      items: v.pipe(
        v.array(v.strictObject({ id: line, quantity: v.optional(count) })),
        v.minLength(1),
        v.maxLength(1000),
      ),
    }),
  ),
  tracking: v.optional(v.strictObject({ name: line, number: line })),
  // `undefined` is refused where leaving it out means everything.
  refund: v.exactOptional(
    v.strictObject({
      transactionId: v.optional(line),
      amount: v.exactOptional(
        v.strictObject({ value: count, currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)) }),
      ),
    }),
  ),
})

/** The most that an update may weigh (bytes): on its way to the company and back it has to fit into messages of 64 KB, with what is added there. */
const heaviest = 32 * 1024
const lineCure = 'give one line of 1 to 200 characters'
const cures: ReadonlyMap<string, string> = new Map([
  ['', 'give an object { updateId, orderId, status, … }'],
  ['updateId', 'give 1 to 128 of A–Z a–z 0–9 . _ ~ -, the same for the same update'],
  ['orderId', 'give the paymentId, as the service knows it'],
  ['status', 'give shipped, tracking_added or refunded'],
  ['shipping', 'give { items: [{ id, quantity? }] }, or leave it out when all was shipped'],
  ['shipping.items', 'give 1 to 1000 of { id, quantity? }, or leave `shipping` out when all was shipped'],
  ['shipping.items.*', 'give { id, quantity? }'],
  ['shipping.items.*.id', lineCure],
  [
    'shipping.items.*.quantity',
    'give a whole number from 1, or leave it out when the line was shipped whole',
  ],
  ['tracking', 'give { name, number }'],
  ['tracking.name', lineCure],
  ['tracking.number', lineCure],
  ['refund', 'give { amount?, transactionId? }, or leave it out to refund all that is left'],
  ['refund.transactionId', lineCure],
  ['refund.amount', 'give { value, currency }, or leave it out to refund all that is left'],
  ['refund.amount.value', 'give minor units, a whole number from 1: 1050 is 10.50 EUR'],
  ['refund.amount.currency', 'give an ISO 4217 code such as EUR'],
])

/** Members that mean something with a status; any other would be lost without a word. */
const membersOf: Readonly<Record<OrderUpdate['status'], ReadonlySet<string>>> = {
  shipped: new Set(['shipping', 'tracking']),
  tracking_added: new Set(['shipping', 'tracking']),
  refunded: new Set(['refund']),
}

/**
 * An order update rebuilt from what a caller gave, whom types may not have reached.
 *
 * @throws OrderUpdateError `invalid-update`, naming the member and the cure.
 */
export function parseOrderUpdate(given: unknown): OrderUpdate {
  const parsed = v.safeParse(updateSchema, given)
  if (!parsed.success) throw wrongMember(parsed.issues[0])
  const { status } = parsed.output
  for (const member of ['shipping', 'tracking', 'refund'] as const) {
    if (parsed.output[member] === undefined || membersOf[status].has(member)) continue
    throw invalid(member, `does not belong to the status ${status}; send it as an update of its own`)
  }
  if (status === 'tracking_added' && !parsed.output.tracking) {
    throw invalid('tracking', 'is missing: give { name, number }')
  }
  const whole = status === 'refunded' ? { refund: {}, ...parsed.output } : parsed.output
  const text = JSON.stringify(whole)
  if (Buffer.byteLength(text) > heaviest) {
    throw invalid('shipping.items', 'weigh more than 32 KB: send them as several updates')
  }
  // Members that are `undefined` are gone after this, and their order is always the same.
  return v.parse(orderUpdateSchema, JSON.parse(text))
}

function wrongMember(issue: v.BaseIssue<unknown>): OrderUpdateError {
  const field = v.getDotPath(issue) ?? ''
  const cure = cures.get(field.replace(/\.\d+(?=\.|$)/g, '.*'))
  if (cure === undefined)
    return invalid(field, 'is not known; see OrderUpdate for the members that there are')
  return invalid(field, `is ${shown(issue.input)}: ${cure}`)
}

function invalid(field: string, says: string): OrderUpdateError {
  const message = `${field === '' ? 'the update' : `\`${field}\``} ${says}.`
  return new OrderUpdateError({ code: 'invalid-update', message, ...(field === '' ? {} : { field }) })
}

/** Enough to see what is wrong: texts are the shop's own, and cut. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object'
  return typeof value === 'bigint' ? `${value}n` : String(value)
}
