import type { PaymentCancelPayload, PaymentValidationResult } from '@payloom/core/contract'
import type { Context } from '../Context.ts'
import type { CompanyAnswer } from '../connectors/Connector.ts'
import { askCompany, connectorOf } from './askCompany.ts'
import { findAttempt, resultOf } from './findAttempt.ts'

const ended = new Set(['failed', 'canceled', 'expired'])

/**
 * `POST /payment/{id}/cancel`: ends the attempt if it can still be ended; the answer tells how it stands. One that the company never
 * heard of is ended here, so that a late request with its id starts nothing.
 */
export async function cancelPayment(
  context: Context,
  paymentId: string,
  { attemptId }: PaymentCancelPayload,
): Promise<PaymentValidationResult> {
  return await context.queue.run(attemptId, async () => {
    const attempt = await findAttempt(context, paymentId, attemptId)
    if (attempt.result && ended.has(attempt.result.outcome.outcome)) return attempt.result
    const connector = connectorOf(context, attempt)
    const answer = await askCompany(context, connector, attemptId, 'cancel', () => connector.cancel(attempt))
    const canceled = answer === 'unknown' ? burn(attemptId) : answer
    return resultOf(await context.store.saveAnswer(attemptId, attempt.result?.step ?? 0, canceled))
  })
}

function burn(attemptId: string): CompanyAnswer {
  const fact = { factId: `${attemptId}-canceled`, kind: 'canceled', confirmed: true }
  return { outcome: { outcome: 'canceled' }, facts: [fact] }
}
