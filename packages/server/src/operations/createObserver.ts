import type { ServiceEvent } from '../ServiceEvent.ts'

/** Tells the shop's observer what happens. */
export interface Observer {
  observe(event: ServiceEvent): void
  /** Status streams open in this process. */
  openStreams(): number
}

/** Makes an {@link Observer}. Whom it tells is a guest: a throw must not change what becomes of a payment. */
export function createObserver(told: ((event: ServiceEvent) => void) | undefined): Observer {
  let streams = 0
  return {
    observe(event) {
      if (event.type === 'stream') streams = event.open
      try {
        told?.(event)
      } catch {
        // There is nobody to tell but the observer itself.
      }
    },
    openStreams: () => streams,
  }
}
