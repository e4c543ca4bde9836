import { createAttemptId } from './attempt/createAttemptId.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import { leavePage } from './flow/leavePage.ts'

/** The part of the flow's context that is the same for every way of ordering. */
export type SharedFlow = Omit<FlowContext, 'panel' | 'selected' | 'onPart'>

/** What the desk gives to it. */
export type FlowParts = Pick<FlowContext, 'attempt' | 'challenge' | 'applyChange' | 'applyStatus'>

/** Makes what placing an order works with. */
export function createFlowContext(
  base: CheckoutBase,
  { attempt, challenge, applyChange, applyStatus }: FlowParts,
): SharedFlow {
  const { client, clock, locale, observe, signal, options, stores, checks } = base
  return {
    ...{ client, clock, locale, observe, signal, attempt, challenge, applyChange, applyStatus },
    ...{ terms: stores.terms, checks },
    createAttemptId: () => createAttemptId((bytes) => globalThis.crypto.getRandomValues(bytes)),
    isOnline: () => globalThis.navigator?.onLine !== false,
    navigate: options.navigate ?? ((redirect) => leavePage(redirect, globalThis)),
    redirectOrigins: options.redirectOrigins ?? [],
  }
}
