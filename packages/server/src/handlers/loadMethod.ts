import type { LoadedMethod, Money, PaymentMethodInstance } from '@payloom/core/contract'
import { MoneyError } from '@payloom/core/contract'
import type { OrchestratorClient } from '../orchestrator/OrchestratorClient.ts'
import type { Access } from '../orders/Authorize.ts'
import { amountDue } from '../payment/amountDue.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { askInstance } from './askInstance.ts'
import { isOfferedFor, listedFor } from './listMethods.ts'
import { loadPayload } from './loadPayload.ts'
import { loadResumed } from './loadResumed.ts'
import type { MethodCall } from './MethodCall.ts'
import { requireAccess } from './requireAccess.ts'
import { type ResolvedPayable, resolvePayable } from './resolvePayable.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { toMethod } from './toMethod.ts'

/** `loadMethod`: one method with what its component needs to be drawn, for paying, paying by what is stored, or storing. */
export async function loadMethod(
  service: ServiceContext,
  context: CallContext,
  request: MethodCall,
): Promise<LoadedMethod> {
  const { provider, method, purpose } = request
  if (purpose === 'resume') return loadResumed(service, context, request)
  const ref = request.payment === undefined ? undefined : { paymentId: request.payment }
  const access = await requireAccess(service, context, 'pay', ref)
  if (access.paymentId === null) throw new ProblemError('not-found')
  const key = { tenant: access.tenant, paymentId: access.paymentId }
  const payable = await resolvePayable(service, access, key.paymentId)
  if ((purpose === 'setup') !== (payable.kind === 'setup')) throw new ProblemError('method-unavailable')
  const due = amountDue(await service.ledger.read(key), payable.total)
  const instance = await askForInstance(service.orchestrator(access.tenant), access, payable, due, request)
  const stored = purpose === 'pay-stored' ? storedOf(instance, request) : undefined
  const quotes = await service.quotes()
  try {
    const listed = listedFor(quotes, key, payable, due)
    const row = toMethod(instance, due.currency, listed)
    if (payable.kind === 'purchase' && !isOfferedFor(payable, due, row))
      throw new ProblemError('method-unavailable')
    const { total = due, surcharge } = row
    const quote = listed.quote(row, total, surcharge?.amount.value ?? 0, stored?.id)
    return {
      provider,
      method,
      purpose,
      config: instance.config ?? {},
      quote,
      ...(instance.expiresAt === undefined ? {} : { expiresAt: instance.expiresAt }),
      redirectOrigins: instance.redirectOrigins ?? [],
      ...(stored ? { stored: { ...stored, quote } } : {}),
    }
  } catch (error) {
    if (error instanceof MoneyError) throw new ProblemError('method-unavailable', { cause: error })
    throw error
  }
}

/** @throws ProblemError `method-unavailable` for a method that is not offered, and for a guest who would store or pay by what is stored. */
async function askForInstance(
  client: OrchestratorClient,
  access: Access,
  payable: ResolvedPayable,
  due: Money,
  { provider, method, purpose, storedMethodId, attemptId, locale }: MethodCall,
): Promise<PaymentMethodInstance> {
  const { customerId } = access
  const isForCustomer = purpose !== 'pay'
  if (isForCustomer && customerId === undefined) throw new ProblemError('method-unavailable')
  const payload = {
    ...loadPayload(access, payable, due, locale),
    purpose,
    ...(purpose === 'pay-stored' && storedMethodId !== undefined ? { storedMethodId } : {}),
    ...(attemptId === undefined ? {} : { attemptId }),
  }
  return askInstance(client, { provider, method }, () =>
    purpose === 'setup' && customerId !== undefined
      ? client.loadSetup(customerId, { provider, method }, payload)
      : client.loadMethod({ provider, method }, payload),
  )
}

/** The stored method as the orchestrator knows it; it has to be the one that was asked for, and of this method. */
function storedOf(
  { stored }: PaymentMethodInstance,
  { storedMethodId, provider, method }: MethodCall,
): NonNullable<PaymentMethodInstance['stored']> {
  const isAsked = stored?.id === storedMethodId && stored?.provider === provider && stored.method === method
  if (!stored || !isAsked) throw new ProblemError('method-unavailable')
  return stored
}
