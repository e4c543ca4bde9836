import type { PaymentState } from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import { createRecord } from '../payment/createRecord.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { paymentState, withoutNext } from '../payment/paymentState.ts'
import { mayPay, requirePayment } from './requireAccess.ts'
import { resolvePayable } from './resolvePayable.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/** `readStatus`: the payment's state as it is now. */
export async function readStatus(
  service: ServiceContext,
  context: CallContext,
  { paymentId }: { paymentId: string },
): Promise<PaymentState> {
  const { access, key } = await requirePayment(service, context, 'read', { paymentId })
  const state = await readState(service, access, key)
  const hasNext = state.attempts.some((attempt) => attempt.next)
  return hasNext && !(await mayPay(service, context, paymentId)) ? withoutNext(state) : state
}

/** The state of a payment; one that nobody has tried to pay yet is `open`. */
export async function readState(
  service: ServiceContext,
  access: Access,
  key: PaymentKey,
): Promise<PaymentState> {
  const record = await service.ledger.read(key)
  if (record) return paymentState(record)
  const payable = await resolvePayable(service, access, key.paymentId)
  const time = new Date(service.clock.now()).toISOString()
  return paymentState(createRecord(key, payable, await service.store.epoch(), time))
}
