import type { PaymentValidationResult } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { Attempt } from '../store/Attempt.ts'

/** The attempt if it belongs to the payment, else a 404. */
export async function findAttempt(
  { store }: Context,
  paymentId: string,
  attemptId: string,
): Promise<Attempt> {
  const attempt = await store.findAttempt(attemptId)
  if (attempt?.paymentId === paymentId) return attempt
  throw new ApiError(404, 'unknown-attempt', 'The payment has no such attempt.')
}

/** The answer of an attempt that has one. */
export function resultOf({ result }: Attempt): PaymentValidationResult {
  if (result === undefined) throw new Error('resultOf: the attempt has no answer yet; save one first.')
  return result
}
