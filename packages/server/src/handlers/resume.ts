import type { ResumeRequest, ResumeResult } from '@payloom/core/contract'
import { attemptOf } from '../payment/PaymentRecord.ts'
import { currentResult } from '../payment/paymentResult.ts'
import { withoutNext } from '../payment/paymentState.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { findReturn } from './findReturn.ts'
import { mayPay } from './requireAccess.ts'
import { restoreCart } from './restoreCart.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/**
 * `resume`: what became of the attempt that a return token stands for. The company is asked, now: nothing that the shopper brought along
 * is believed. The attempt's own result carries its open step, so that its provider can go on; the payment's state shows steps to those
 * alone who may pay. Over HTTP the answer sets the cookie by which the page is known from then on.
 *
 * @throws ProblemError `not-found` for every token that is not good, `rate-limited`.
 */
export async function resume(
  service: ServiceContext,
  context: CallContext,
  { token }: ResumeRequest,
): Promise<ResumeResult> {
  const found = await findReturn(service, token)
  if (!found) throw new ProblemError('not-found')
  const { key, attempt, hash } = found
  service.resumes.count(hash)
  await service.readBack(key, 'now')
  await restoreCart(service, key)
  const record = (await service.ledger.read(key)) ?? found.record
  const current = attemptOf(record, attempt.attemptId) ?? attempt
  const result = currentResult(record, current)
  const isPayer = await mayPay(service, context, key.paymentId)
  return {
    result: isPayer ? result : { ...result, state: withoutNext(result.state) },
    provider: current.provider,
    method: current.method,
    params: { ...current.returned?.params },
  }
}
