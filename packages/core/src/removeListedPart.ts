import type { CheckoutBase } from './CheckoutBase.ts'
import type { RemovePartOutcome } from './flow/RemovePartOutcome.ts'
import { removePart } from './flow/removePart.ts'
import { createStatusWriting } from './status/createStatusWriting.ts'

/** Takes a part off the payment that the newest list belongs to. While an order is under way its due stands. */
export async function removeListedPart(base: CheckoutBase, attemptId: string): Promise<RemovePartOutcome> {
  const { stores, entries } = base
  if (stores.submit.getState().reasons.includes('busy')) {
    return { kind: 'kept', error: { code: 'attempt-in-progress', retry: 'same' } }
  }
  const { paymentId } = stores.selection.getState()
  if (paymentId === undefined) return { kind: 'kept', error: { code: 'not-found', retry: 'never' } }
  const { applyStatus } = createStatusWriting(entries)
  const outcome = await removePart({ ...base, applyStatus }, { paymentId, attemptId })
  if (outcome.kind === 'removed') stores.selection.setState({ isListOutdated: true })
  return outcome
}
