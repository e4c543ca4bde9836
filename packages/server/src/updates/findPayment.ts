import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { unknownPayment } from './acceptOrderUpdate.ts'
import { OrderUpdateError } from './OrderUpdateError.ts'

/** Whose payment it is: the caller may name the tenant, where the bus does not speak for another one. */
export async function findPayment(
  { store, tenant: own }: { store: PaymentStore; tenant?: string | undefined },
  paymentId: string,
  named: string | undefined,
): Promise<PaymentKey> {
  if (own !== undefined && named !== undefined && named !== own) {
    throw new OrderUpdateError({
      code: 'invalid-update',
      field: 'tenant',
      message: `the service's bus speaks for the tenant "${own}" (\`busTenant\`), not for "${named}".`,
    })
  }
  const tenant = named ?? own
  if (tenant !== undefined) return { tenant, paymentId }
  const keys = await store.find(paymentId)
  if (keys.length > 1) {
    throw new OrderUpdateError({
      code: 'unknown-payment',
      field: 'orderId',
      message: `several tenants have a payment "${paymentId}"; name one: sendOrderUpdate(update, { tenant }).`,
    })
  }
  if (!keys[0]) throw unknownPayment(paymentId)
  return keys[0]
}
