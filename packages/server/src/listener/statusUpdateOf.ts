import type { PaymentStatusMessage } from '@payloom/core/contract'
import type { PaymentRecord } from '../payment/PaymentRecord.ts'
import { paymentState } from '../payment/paymentState.ts'
import type { PaymentStatusUpdate } from './PaymentStatusUpdate.ts'

/** What the shop's handlers are given: what a message told, and the payment as it is now. */
export function statusUpdateOf(
  record: PaymentRecord,
  message: PaymentStatusMessage,
  attemptId: string,
): PaymentStatusUpdate {
  const state = paymentState(record)
  const { orderUpdateId, reason } = message
  return {
    ...(record.orderId === undefined ? {} : { orderId: record.orderId }),
    status: state.status,
    ...('payload' in message ? { payload: message.payload } : {}),
    paymentId: record.paymentId,
    attemptId,
    ...(orderUpdateId === undefined ? {} : { orderUpdateId }),
    ...(reason === undefined ? {} : { reason }),
    state,
  }
}
