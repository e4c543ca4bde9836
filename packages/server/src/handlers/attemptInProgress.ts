import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import { currentResult } from '../payment/paymentResult.ts'
import { ProblemError } from '../transport/ProblemError.ts'

/** The refusal that carries the result of the attempt that stands. */
export function attemptInProgress(record: PaymentRecord, attempt: StoredAttempt): ProblemError {
  return new ProblemError('attempt-in-progress', { extension: { result: currentResult(record, attempt) } })
}
