import type { Clock } from '@payloom/bus'
import { CompanyError } from '../CompanyError.ts'
import type { CompanyOrder } from '../CompanyOrder.ts'
import type { CompanyAnswer } from '../Connector.ts'
import { answerOf } from './answerOf.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import { companyPaymentSchema } from './companyPayment.ts'
import type { CompanyClient } from './createCompanyClient.ts'
import { errorDataOf } from './errorDataOf.ts'
import { sandboxMethods } from './sandboxMethods.ts'

/** Refusals that say nothing about whether there is a payment: the key is known with another request. */
const undecided = new Set(['idempotency_mismatch'])

/** Makes a payment at the company; the attempt's id is its key and its reference. Refused data is a failed payment. */
export async function createCompanyPayment(
  call: CompanyClient,
  order: CompanyOrder,
  clock: Clock,
): Promise<CompanyAnswer> {
  const { attemptId, amount, method } = order
  try {
    const payment = await call({
      method: 'POST',
      path: '/v1/payments',
      body: { amount, reference: attemptId, method, ...sandboxMethods.get(method)?.bodyOf(order) },
      idempotencyKey: attemptId,
      answer: companyPaymentSchema,
    })
    return answerOf({ attemptId, amount, method }, payment)
  } catch (error) {
    if (!(error instanceof CompanyRefusal)) throw error
    if (undecided.has(error.code)) throw new CompanyError(error.code, { cause: error })
    // The company made no payment and so will tell nothing: this fact is ours.
    const providerTime = new Date(clock.now()).toISOString()
    const fact = { factId: `${attemptId}-refused`, kind: 'failed', providerTime, confirmed: true }
    return { outcome: { outcome: 'failed', error: errorDataOf(error.code) }, facts: [fact] }
  }
}
