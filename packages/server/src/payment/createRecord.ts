import type { Payable } from '../orders/Payable.ts'
import type { PaymentKey, PaymentRecord } from './PaymentRecord.ts'

/** The record of a payment that the store does not have yet. Its state is `open`, of sequence 0. */
export function createRecord(key: PaymentKey, payable: Payable, epoch: number, time: string): PaymentRecord {
  return {
    tenant: key.tenant,
    paymentId: key.paymentId,
    kind: 'purchase',
    version: payable.version,
    total: payable.total,
    ...(payable.orderId === undefined ? {} : { orderId: payable.orderId }),
    attempts: [],
    facts: [],
    updates: [],
    burnt: [],
    history: [],
    seq: 0,
    epoch,
    updatedAt: time,
  }
}
