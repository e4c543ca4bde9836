import type { PaymentResult } from '@payloom/core/contract'
import { attemptOf } from '../payment/PaymentRecord.ts'
import { currentResult, paymentResult } from '../payment/paymentResult.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { readBackUnknown } from './readBackUnknown.ts'
import { requirePayment } from './requireAccess.ts'
import { restoreCart } from './restoreCart.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { shownResult } from './shownResult.ts'

/** `readAttempt`: what is known of an attempt; one of unknown outcome is read back at the company. */
export async function readAttempt(
  service: ServiceContext,
  context: CallContext,
  ref: { paymentId: string; attemptId: string },
): Promise<PaymentResult> {
  const { access, key } = await requirePayment(service, context, 'update', ref)
  const { attemptId } = ref
  await readBackUnknown(service, key, attemptId)
  await restoreCart(service, key)
  const record = await service.ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (record && attempt) return shownResult(access, currentResult(record, attempt))
  if (record?.burnt.includes(attemptId)) {
    return paymentResult(record, attemptId, { step: 0, outcome: { outcome: 'canceled' } })
  }
  throw new ProblemError('unknown-attempt')
}
