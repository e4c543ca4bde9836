import { type LoadedMethod, majorFromMoney } from '@payloom/core/contract'
import { attemptOf } from '../payment/PaymentRecord.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { askInstance } from './askInstance.ts'
import type { MethodCall } from './MethodCall.ts'
import { requirePayment } from './requireAccess.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/**
 * `loadMethod` for an attempt that goes on after a return: who may update it gets its method's configuration, and nothing to pay with.
 * All that is asked for stands with the attempt, because a return token names no customer.
 */
export async function loadResumed(
  service: ServiceContext,
  context: CallContext,
  { provider, method, payment, attemptId, locale }: MethodCall,
): Promise<LoadedMethod> {
  if (payment === undefined || attemptId === undefined) {
    throw new ProblemError('bad-request', {
      detail: 'loadMethod: the purpose "resume" needs `payment` and `attemptId`.',
    })
  }
  const { key } = await requirePayment(service, context, 'update', { paymentId: payment, attemptId })
  const record = await service.ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) throw new ProblemError('unknown-attempt')
  const { amount, surcharge, country } = attempt
  if (attempt.provider !== provider || attempt.method !== method || country === undefined) {
    throw new ProblemError('method-unavailable')
  }
  const total = { ...amount, value: amount.value - (surcharge?.value ?? 0) }
  const client = service.orchestrator(key.tenant)
  const instance = await askInstance(client, { provider, method }, () =>
    client.loadMethod(
      { provider, method },
      {
        id: payment,
        total: majorFromMoney(total),
        currency: total.currency,
        country,
        kind: record.kind,
        purpose: 'resume',
        attemptId,
        ...(locale === undefined ? {} : { locale }),
      },
    ),
  )
  return {
    provider,
    method,
    purpose: 'resume',
    config: instance.config ?? {},
    ...(instance.expiresAt === undefined ? {} : { expiresAt: instance.expiresAt }),
    redirectOrigins: instance.redirectOrigins ?? [],
  }
}
