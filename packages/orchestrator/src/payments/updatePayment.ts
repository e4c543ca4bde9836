import type { PaymentUpdatePayload, PaymentValidationResult } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { OpenOutcome } from '../connectors/Connector.ts'
import type { Attempt } from '../store/Attempt.ts'
import { askCompany, connectorOf } from './askCompany.ts'
import { findAttempt, resultOf } from './findAttempt.ts'
import { refreshAttempt } from './refreshAttempt.ts'

/**
 * `PUT /payment/{id}`: what the browser brought back from an action, or from the company's page. A step that was answered already gets the result that it
 * led to, so that a lost answer can be asked for again.
 */
export async function updatePayment(
  context: Context,
  paymentId: string,
  { attemptId, step, data }: PaymentUpdatePayload,
): Promise<PaymentValidationResult> {
  return await context.queue.run(attemptId, async () => {
    const attempt = await findAttempt(context, paymentId, attemptId)
    const { result } = attempt
    if (result === undefined || step > result.step) {
      throw new ApiError(
        409,
        'attempt-in-progress',
        'The attempt has no such step yet; read the payment first.',
      )
    }
    const connector = connectorOf(context, attempt)
    const open = await findOpen(context, attempt, step)
    if (open === undefined || !connector.update) return result
    const answer = await askCompany(context, connector, attemptId, 'update', async () =>
      connector.update?.(attempt, open, data),
    )
    if (answer !== undefined && answer !== 'refused') {
      return resultOf(await context.store.saveAnswer(attemptId, result.step, answer))
    }
    context.log({ event: 'action-refused', provider: attempt.provider, attemptId })
    return resultOf(await refreshAttempt(context, connector, attempt))
  })
}

/**
 * What the data can be of. While a shopper is on the way back from a page, the company may say `pending` until it got what they bring,
 * whether anybody has asked it meanwhile or not.
 */
async function findOpen(
  { store }: Context,
  { attemptId, result }: Attempt,
  step: number,
): Promise<OpenOutcome | undefined> {
  if (result?.outcome.outcome === 'pending') return await store.findRedirect(attemptId)
  if (result === undefined || step < result.step) return undefined
  const { outcome } = result
  return outcome.outcome === 'action' || outcome.outcome === 'redirect' ? outcome : undefined
}
