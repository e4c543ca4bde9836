import type { BlockingAttempt } from '../attempt/AttemptView.ts'
import { blockingAttempt } from '../attempt/blockingAttempt.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'

/**
 * Who stands in the way of an order, by the result that the shop gave with `attempt-in-progress`: another attempt that waits for the
 * shopper. `undefined` when only waiting helps, because its outcome is on its way.
 */
export function blockedBy(result: PaymentResult, ownId: string | undefined): BlockingAttempt | undefined {
  const { attemptId, state } = result
  if (attemptId === ownId) return undefined
  const listed = state.attempts.find((attempt) => attempt.attemptId === attemptId)
  if (!waitsForShopper(result, listed?.placed === true)) return undefined
  return blockingAttempt(attemptId, listed)
}

function waitsForShopper(result: PaymentResult, isPlaced: boolean): boolean {
  switch (result.outcome) {
    case 'action':
    case 'redirect':
      return true
    case 'pending':
      return result.display !== undefined || isPlaced
    case 'complete':
      return isPlaced
    default:
      return false
  }
}
