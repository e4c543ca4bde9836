import {
  isEndedWithoutMoney,
  type PaymentCancelPayload,
  type PaymentValidationResult,
} from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { CompanyAnswer } from '../connectors/Connector.ts'
import { askCompany, connectorOf } from './askCompany.ts'
import { findAttempt, resultOf } from './findAttempt.ts'
import { isPartNeeded } from './isPartNeeded.ts'
import { isUnderWay } from './isUnderWay.ts'
import { refreshAttempt } from './refreshAttempt.ts'

/** An attempt that never came here. */
const burnt: PaymentValidationResult = { step: 1, outcome: { outcome: 'canceled' } }

/**
 * `POST /payment/{id}/cancel`: ends the attempt if it can still be ended, and gives a held part back; the answer tells how it stands. One that never came here, or
 * that the company never heard of, is ended here, so that a late request with its id starts nothing. Throws a 409 while a request to
 * the company may still arrive: canceled now, it could succeed after that.
 */
export async function cancelPayment(
  context: Context,
  paymentId: string,
  { attemptId }: PaymentCancelPayload,
): Promise<PaymentValidationResult> {
  return await context.queue.run(attemptId, async () => {
    if ((await context.store.burnAttempt(attemptId)) === undefined) return burnt
    const attempt = await findAttempt(context, paymentId, attemptId)
    if (attempt.result && isEndedWithoutMoney(attempt.result.outcome.outcome)) return attempt.result
    const connector = connectorOf(context, attempt)
    if (await isPartNeeded(context, attempt)) {
      return resultOf(await refreshAttempt(context, connector, attempt))
    }
    const answer = await askCompany(context, connector, attemptId, 'cancel', () => connector.cancel(attempt))
    if (answer === 'unknown' && isUnderWay(context, attempt)) {
      throw new ApiError(
        409,
        'attempt-in-progress',
        'The company may still get the payment; ask again later.',
      )
    }
    const canceled = answer === 'unknown' ? burn(attemptId) : answer
    return resultOf(await context.store.saveAnswer(attemptId, attempt.result?.step ?? 0, canceled))
  })
}

function burn(attemptId: string): CompanyAnswer {
  const fact = { factId: `${attemptId}-canceled`, kind: 'canceled', confirmed: true }
  return { outcome: { outcome: 'canceled' }, facts: [fact] }
}
