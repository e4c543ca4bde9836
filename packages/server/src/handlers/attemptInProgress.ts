import type { Access } from '../orders/Authorize.ts'
import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import { currentResult } from '../payment/paymentResult.ts'
import { ProblemError } from '../transport/ProblemError.ts'

/** The refusal that carries the result of the attempt that stands; not to who only came back from another. */
export function attemptInProgress(
  { via }: Pick<Access, 'via'>,
  record: PaymentRecord,
  attempt: StoredAttempt,
): ProblemError {
  if (via === 'resume') return new ProblemError('attempt-in-progress')
  return new ProblemError('attempt-in-progress', { extension: { result: currentResult(record, attempt) } })
}
