import type { CheckoutEvent } from './CheckoutEvent.ts'

/** The page's observer, made harmless: one that throws must not stop a payment, and there is nobody else to tell. */
export function guardObserver(
  observe: ((event: CheckoutEvent) => void) | undefined,
): (event: CheckoutEvent) => void {
  return (event) => {
    try {
      observe?.(event)
    } catch {
      // Dropped on purpose: see above.
    }
  }
}
