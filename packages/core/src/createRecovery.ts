import type { AttemptLock } from './attempt/createAttemptLock.ts'
import type { AttemptMemory } from './attempt/createAttemptMemory.ts'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { AttemptRef } from './client/PaymentClient.ts'
import type { MethodList } from './contract/methodList.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { ResumeOptions } from './flow/resumeReturn.ts'
import { openPageReturn } from './openPageReturn.ts'

/** Looks up what became of an attempt when the page comes back from somewhere else. */
export interface Recovery {
  /** Turns the attempt to a list's payment, and looks up what an earlier life of the page left open there. */
  turnTo(list: MethodList): void
  resume: Checkout['resume']
  close(): void
}

/** Options of {@link createRecovery}. */
export interface RecoveryOptions {
  context: FlowContext
  memory: AttemptMemory
  lock: AttemptLock
  returns: ResumeOptions
}

/** Makes the recovery of one checkout. */
export function createRecovery(
  base: CheckoutBase,
  { context, memory, lock, returns }: RecoveryOptions,
): Recovery {
  const { stores, report } = base
  const { attempt } = context
  let list: MethodList | undefined
  /** A return is being looked up: what it says of the attempt counts, and nobody gives the attempt up meanwhile. */
  let resuming = 0

  const read = async (ref: AttemptRef): Promise<void> => {
    const { recoverAttempt } = await import('./flow/recoverAttempt.ts')
    const isOwn = await lock.take(ref.attemptId)
    // What was copied with the tab is not looked up again: after a reload the shop itself says what stands in the way.
    if (!isOwn) memory.forget(ref.paymentId, ref.attemptId)
    await recoverAttempt(context, ref, !isOwn)
  }
  const recover = (ref: AttemptRef): void => {
    read(ref).catch((error: unknown) => {
      report(error)
      attempt.offer({ type: 'release' })
    })
  }
  const giveUp = async (): Promise<void> => {
    const { cancelAttempt } = await import('./flow/cancelAttempt.ts')
    await cancelAttempt(context, { code: 'configuration', retry: 'other-method' })
  }
  // Whatever took the id out of the storage (another checkout of the page, a script that clears it): the page's next life finds it.
  const onLeave = (): void => {
    const { paymentId } = stores.attempt.getState()
    const attemptId = lock.own()
    if (paymentId !== undefined && attemptId !== undefined) memory.remember(paymentId, attemptId)
  }
  const close = openPageReturn(base, {
    onLeave,
    onBack: recover,
    onForbidden: () => void giveUp().catch(report),
  })
  const turnTo = (next: MethodList): void => {
    list = next
    const { payment, methods } = next
    // An empty cart is nothing to turn to: the order that emptied it stays in view.
    if (!payment || methods.length === 0 || resuming > 0) return
    const { paymentId } = payment
    const before = stores.attempt.getState().paymentId
    if (before !== undefined && before !== paymentId) {
      attempt.offer({ type: 'renew' })
      if (stores.selection.getState().method) attempt.offer({ type: 'choose' })
    }
    const attemptId = memory.recall(paymentId)
    if (attemptId === undefined || !attempt.allows('recover')) return
    attempt.dispatch({ type: 'recover', paymentId, attemptId })
    recover({ paymentId, attemptId })
  }
  const readReturn: Checkout['resume'] = async (token) => {
    try {
      const { resumeReturn } = await import('./flow/resumeReturn.ts')
      return await resumeReturn(context, returns, token)
    } catch (error) {
      report(error)
      return { kind: 'error', error: { code: 'provider_unavailable', retry: 'same' } }
    }
  }
  return {
    turnTo,
    async resume(token) {
      resuming++
      const outcome = await readReturn(token)
      resuming--
      // There was no return: what the list's payment has open is looked up after all.
      const isNone = outcome.kind === 'none' || (outcome.kind === 'error' && outcome.error.retry === 'never')
      if (list && isNone) turnTo(list)
      return outcome
    },
    close,
  }
}
