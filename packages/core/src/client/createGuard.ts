import type { CheckoutEvent } from './CheckoutEvent.ts'
import { guardObserver } from './guardObserver.ts'

/** Calls a callback of the page; what it throws is caught and observed. */
export type Guard = (callback: () => void) => void

/** Makes a guard: a page's callback that throws must not change what becomes of a payment. */
export function createGuard(observe: ((event: CheckoutEvent) => void) | undefined): Guard {
  const tell = guardObserver(observe)
  return (callback) => {
    try {
      callback()
    } catch (error) {
      tell({ type: 'listener-error', error })
    }
  }
}
