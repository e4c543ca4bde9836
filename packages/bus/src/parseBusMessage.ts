import { orderUpdateSchema, paymentStatusMessageSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import type { BusMessage } from './BusMessage.ts'

/** What may stand in a header and in a database key. */
const messageIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~-]{1,128}$/))

/** How deep a body may be: who writes JSON by calling himself for each level fails far below 64 KB of brackets. */
const deepest = 100

/**
 * A message rebuilt from what its schema names, or `undefined` when it does not fit.
 * The documented bodies carry no type: an order update is the one with an `updateId`.
 */
export function parseBusMessage(messageId: unknown, body: unknown): BusMessage | undefined {
  const id = v.safeParse(messageIdSchema, messageId)
  if (!id.success || typeof body !== 'object' || body === null) return undefined
  if (!isWithin(deepest, body)) return undefined
  if ('updateId' in body) {
    const update = v.safeParse(orderUpdateSchema, body)
    return update.success ? { messageId: id.output, type: 'order-update', body: update.output } : undefined
  }
  const status = v.safeParse(paymentStatusMessageSchema, body)
  return status.success ? { messageId: id.output, type: 'payment-status', body: status.output } : undefined
}

function isWithin(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((member) => isWithin(depth - 1, member))
}
