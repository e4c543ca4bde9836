import type { Access, AccessNeed } from '../orders/Authorize.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { isSetupId } from '../payment/setupId.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { readResumeTokens } from '../transport/resumeCookie.ts'
import { findReturn } from './findReturn.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/** What is asked for. */
export interface AccessRef {
  paymentId: string
  /** The attempt that is to be updated. */
  attemptId?: string | undefined
}

/** Access to one payment. */
export interface PaymentAccess {
  access: Access
  key: PaymentKey
}

/**
 * Who is calling: the shop says so of its sessions. A return token may read the state of its own payment and update its own attempt,
 * and nothing else. A set-up belongs to the customer who began it.
 */
export async function findAccess(
  service: ServiceContext,
  { request }: CallContext,
  need: AccessNeed,
  ref?: AccessRef,
): Promise<Access | null | 'expired'> {
  const access = await findSession(service, request, need, ref?.paymentId)
  if (access && access !== 'expired') return access
  return (ref && (await findResumed(service, request, need, ref))) ?? access
}

/**
 * {@link findAccess} that has to be given, and is counted.
 *
 * @throws ProblemError `session-expired`, `rate-limited`, or `not-found`, the same for "no" and for "no such payment".
 */
export async function requireAccess(
  service: ServiceContext,
  context: CallContext,
  need: AccessNeed,
  ref?: AccessRef,
): Promise<Access> {
  const access = await findAccess(service, context, need, ref)
  if (access === 'expired') throw new ProblemError('session-expired')
  if (!access) throw new ProblemError('not-found')
  service.calls.count(sessionOf(access))
  return access
}

/** {@link requireAccess} for a payment that is named. */
export async function requirePayment(
  service: ServiceContext,
  context: CallContext,
  need: AccessNeed,
  ref: AccessRef,
): Promise<PaymentAccess> {
  const access = await requireAccess(service, context, need, ref)
  return { access, key: { tenant: access.tenant, paymentId: ref.paymentId } }
}

/** {@link requireAccess} of a customer; guests have no account. */
export async function requireCustomer(
  service: ServiceContext,
  context: CallContext,
): Promise<Access & { customerId: string }> {
  const access = await requireAccess(service, context, 'account')
  const { customerId } = access
  if (customerId === undefined) throw new ProblemError('not-found')
  return { ...access, customerId }
}

/** Whether the caller may pay, and so may see an attempt's open step. */
export async function mayPay(
  service: ServiceContext,
  context: CallContext,
  paymentId: string,
): Promise<boolean> {
  const access = await findAccess(service, context, 'pay', { paymentId })
  return access !== null && access !== 'expired'
}

/** Names a session across tenants. */
export function sessionOf({ tenant, subject }: Access): string {
  return JSON.stringify([tenant, subject])
}

async function findSession(
  { authorize, ledger }: ServiceContext,
  request: Request,
  need: AccessNeed,
  paymentId: string | undefined,
): Promise<Access | null | 'expired'> {
  if (paymentId === undefined) return authorize(request, need)
  if (!isSetupId(paymentId)) {
    const access = await authorize(request, need, { paymentId })
    return access && access !== 'expired' && access.paymentId !== paymentId ? null : access
  }
  const access = await authorize(request, 'account')
  if (!access || access === 'expired') return access
  const record = await ledger.read({ tenant: access.tenant, paymentId })
  const isOwn = access.customerId !== undefined && record?.customerId === access.customerId
  return isOwn && record.kind === 'setup' ? { ...access, paymentId } : null
}

async function findResumed(
  service: ServiceContext,
  request: Request,
  need: AccessNeed,
  { paymentId, attemptId }: AccessRef,
): Promise<Access | undefined> {
  if (need !== 'read' && need !== 'update') return undefined
  for (const token of readResumeTokens(request)) {
    const found = await findReturn(service, token)
    if (found?.key.paymentId !== paymentId) continue
    if (need === 'update' && found.attempt.attemptId !== attemptId) continue
    return { tenant: found.key.tenant, subject: `resume.${found.hash}`, paymentId, via: 'resume' }
  }
  return undefined
}
