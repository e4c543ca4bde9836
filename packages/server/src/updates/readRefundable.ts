import type { Money } from '@payloom/core/contract'
import { refundable } from '../payment/refundable.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { unknownPayment } from './acceptOrderUpdate.ts'
import { findPayment } from './findPayment.ts'

/** Which payment is asked for. */
export interface RefundableRequest {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** Whose payment it is. @default the one that the bus speaks for, else the only one that has it */
  tenant?: string | undefined
}

/** Reads what the shop can still give back of a payment, in the payment's own currency. */
export async function readRefundable(
  from: { store: PaymentStore; tenant?: string | undefined },
  { paymentId, tenant }: RefundableRequest,
): Promise<Money> {
  const record = await from.store.read(await findPayment(from, paymentId, tenant))
  const [money] = record ? refundable(record) : []
  if (!money) throw unknownPayment(paymentId)
  return money
}
