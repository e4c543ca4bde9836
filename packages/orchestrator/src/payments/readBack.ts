import type { PaymentReadBack, PaymentReadBackAttempt } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { Attempt } from '../store/Attempt.ts'
import { connectorOf } from './askCompany.ts'
import { refreshAttempt } from './refreshAttempt.ts'

/**
 * `GET /payment/{id}`: how every attempt stands at its company, asked now. While a company cannot be asked the answer is what the ledger
 * knows, and its facts are not confirmed.
 */
export async function readBack(context: Context, paymentId: string): Promise<PaymentReadBack> {
  const attempts = await context.store.findPayment(paymentId)
  if (attempts === undefined) throw new ApiError(404, 'not-found', 'There is no such payment.')
  return {
    id: paymentId,
    attempts: await Promise.all(attempts.map((attempt) => readAttempt(context, attempt))),
  }
}

async function readAttempt(context: Context, attempt: Attempt): Promise<PaymentReadBackAttempt> {
  const { attemptId, provider, method, companyId, result } = await tryToRefresh(context, attempt)
  const facts = await context.store.findFacts(attemptId)
  return {
    attemptId,
    provider,
    method,
    ...(companyId === undefined ? {} : { id: companyId }),
    facts,
    ...(result === undefined ? {} : { result }),
  }
}

async function tryToRefresh(context: Context, attempt: Attempt): Promise<Attempt> {
  try {
    return await refreshAttempt(context, connectorOf(context, attempt), attempt)
  } catch (error) {
    // Logged where it happened.
    if (error instanceof ApiError) return attempt
    throw error
  }
}
