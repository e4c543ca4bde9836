import type { CheckoutEvent } from './CheckoutEvent.ts'

/** Calls a callback of the page; what it throws is caught and observed. */
export type Guard = (callback: () => void) => void

/** Makes a guard: a page's callback that throws must not change what becomes of a payment. */
export function createGuard(observe: ((event: CheckoutEvent) => void) | undefined): Guard {
  return (callback) => {
    try {
      callback()
    } catch (error) {
      try {
        observe?.({ type: 'listener-error', error })
      } catch {
        // The observer throws too: there is nobody left to tell.
      }
    }
  }
}
