import { createAttemptId } from './attempt/createAttemptId.ts'
import type { AttemptLock } from './attempt/createAttemptLock.ts'
import type { ReturnMemory } from './attempt/createReturnMemory.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import { leavePage } from './flow/leavePage.ts'
import type { MethodSelection } from './provider/createSelection.ts'
import { createStatusWriting } from './status/createStatusWriting.ts'

/** The part of the flow's context that is the same for every way of ordering. */
export type SharedFlow = Omit<FlowContext, 'panel' | 'selected'>

/** What the desk gives to it. */
export interface FlowParts extends Pick<FlowContext, 'attempt' | 'challenge'> {
  selection: Pick<MethodSelection, 'applyChange' | 'select' | 'outdate'>
  returns: ReturnMemory
  lock: Pick<AttemptLock, 'isFree'>
}

/** Makes what placing an order works with. */
export function createFlowContext(
  base: CheckoutBase,
  { attempt, challenge, selection, returns, lock }: FlowParts,
): SharedFlow {
  const { client, clock, locale, observe, signal, options, stores, checks, entries } = base
  return {
    ...{ client, clock, locale, observe, signal, attempt, challenge },
    applyStatus: createStatusWriting(entries).applyStatus,
    applyChange: selection.applyChange,
    onPart() {
      selection.select(null)
      selection.outdate()
    },
    outdateList: selection.outdate,
    lock: { isTaken: false },
    ...{ terms: stores.terms, checks },
    createAttemptId: () => createAttemptId((bytes) => globalThis.crypto.getRandomValues(bytes)),
    withdrawals: new Set(),
    isOnline: () => globalThis.navigator?.onLine !== false,
    onAwake(listener) {
      const { window, document } = globalThis
      const onVisible = (): void => {
        if (document.visibilityState === 'visible') listener()
      }
      window?.addEventListener('online', listener)
      document?.addEventListener('visibilitychange', onVisible)
      return () => {
        window?.removeEventListener('online', listener)
        document?.removeEventListener('visibilitychange', onVisible)
      }
    },
    isFree: lock.isFree,
    navigate: options.navigate ?? ((redirect) => leavePage(redirect, globalThis)),
    rememberReturn: returns.remember,
    redirectOrigins: options.redirectOrigins ?? [],
  }
}
