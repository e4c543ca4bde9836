import type { Money } from '@payloom/core/contract'
import { OrderUpdateError, type PaymentService } from '@payloom/server'

/**
 * What can still be given back of a payment, surcharges included and less what was asked back already. The service says it when it refuses
 * what is too much, so it is asked for more than there can be: that is always refused, and a refused update is neither kept nor sent.
 */
export async function readRefundable(
  service: Pick<PaymentService, 'sendOrderUpdate'>,
  paymentId: string,
  currency: string,
): Promise<Money> {
  const amount = { value: Number.MAX_SAFE_INTEGER, currency }
  const none = { value: 0, currency }
  try {
    await service.sendOrderUpdate({
      updateId: `question.${paymentId}`,
      orderId: paymentId,
      status: 'refunded',
      refund: { amount },
    })
  } catch (error) {
    if (error instanceof OrderUpdateError && error.code !== 'not-confirmed') return error.refundable ?? none
    throw error
  }
  throw new Error('readRefundable: the service took a refund of more than there can be.')
}
