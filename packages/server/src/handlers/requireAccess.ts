import type { Access, AccessNeed } from '../orders/Authorize.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/** Access to one payment. */
export interface PaymentAccess {
  access: Access
  key: PaymentKey
}

/**
 * Asks the shop who is calling.
 *
 * @throws ProblemError `session-expired`, `rate-limited`, or `not-found`, the same for "no" and for "no such payment".
 */
export async function requireAccess(
  service: ServiceContext,
  { request }: CallContext,
  need: AccessNeed,
  ref?: { paymentId: string },
): Promise<Access> {
  const access = await service.authorize(request, need, ref)
  if (access === 'expired') throw new ProblemError('session-expired')
  if (!access || (ref && access.paymentId !== ref.paymentId)) throw new ProblemError('not-found')
  service.calls.count(sessionOf(access))
  return access
}

/** {@link requireAccess} for a payment that is named. */
export async function requirePayment(
  service: ServiceContext,
  context: CallContext,
  need: AccessNeed,
  paymentId: string,
): Promise<PaymentAccess> {
  const access = await requireAccess(service, context, need, { paymentId })
  return { access, key: { tenant: access.tenant, paymentId } }
}

/** Whether the caller may pay, and so may see an attempt's open step. */
export async function mayPay(
  service: ServiceContext,
  { request }: CallContext,
  paymentId: string,
): Promise<boolean> {
  const access = await service.authorize(request, 'pay', { paymentId })
  return access !== null && access !== 'expired' && access.paymentId === paymentId
}

/** Names a session across tenants. */
export function sessionOf({ tenant, subject }: Access): string {
  return JSON.stringify([tenant, subject])
}
