import { createHash } from 'node:crypto'
import type { BusMessage } from '@payloom/bus'
import { type Money, rejectedUpdateKind } from '@payloom/core/contract'

/**
 * What the shop is told about an order update that was refused. The message's id follows from the update's.
 *
 * @param amount of a refund: what was not given back
 */
export function createRejectionMessage(
  { updateId, paymentId }: { updateId: string; paymentId: string },
  reason: string,
  amount: Money | undefined,
): BusMessage {
  const messageId = `update-rejected-${createHash('sha256').update(updateId).digest('hex').slice(0, 32)}`
  return {
    messageId,
    type: 'payment-status',
    body: {
      orderId: paymentId,
      status: rejectedUpdateKind,
      kind: rejectedUpdateKind,
      orderUpdateId: updateId,
      reason,
      ...(amount === undefined ? {} : { amount }),
      messageId,
    },
  }
}
