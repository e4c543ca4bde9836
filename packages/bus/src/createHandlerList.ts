import type { BusMessage } from './BusMessage.ts'
import { DeliveryError } from './DeliveryError.ts'
import type { BusHandler } from './EventBus.ts'

/** The handlers of one side of a bus. */
export interface HandlerList {
  readonly size: number
  add(handler: BusHandler): () => void
  /** Gives the message to every handler and waits for all. Rejects when one rejects, or when there is none. */
  deliver(message: BusMessage): Promise<void>
}

/** Reason of a delivery that nobody was there to take. */
export const nobodyListens = 'no-subscriber'

/** Makes an empty list. */
export function createHandlerList(): HandlerList {
  const handlers = new Set<{ handle: BusHandler }>()
  return {
    get size() {
      return handlers.size
    },
    add(handle) {
      // Wrapped, so that a function that subscribes twice is there twice and each can be taken away alone.
      const entry = { handle }
      handlers.add(entry)
      return () => handlers.delete(entry)
    },
    async deliver(message) {
      if (handlers.size === 0) throw new DeliveryError(nobodyListens)
      const results = await Promise.allSettled([...handlers].map(async ({ handle }) => await handle(message)))
      const failed = results.find((result) => result.status === 'rejected')
      if (failed) throw new DeliveryError('handler-failed', failed.reason)
    },
  }
}
