import type { BusHealth } from './BusHealth.ts'
import type { BusMessage } from './BusMessage.ts'

/** Takes one message. The message counts as delivered when the promise resolves; when it rejects, it comes again. */
export type BusHandler = (message: BusMessage) => Promise<void>

/**
 * Carries messages between orchestrator and shop, at least once and in no order: duplicates are told apart by the
 * receiver's store, not here. Every carrier passes the same tests (`busContract.fixture.ts`).
 */
export interface EventBus {
  /**
   * Resolves once the message cannot be lost any more: it is stored, or the broker has confirmed it.
   *
   * @throws TypeError for a message that does not fit its schema; DeliveryError when nobody confirmed it, so that it may or may not have
   * been stored: publish it again under the same id; Error when the bus is closed.
   */
  publish(message: BusMessage): Promise<void>
  /** Adds a handler; calling the answer takes it away. A message is delivered when every handler has resolved. */
  subscribe(handler: BusHandler): () => void
  /** Whether messages can go their way now; a bus that is down mends itself. */
  health(): BusHealth
  /** Lets running handlers end and sends nothing more. What is not delivered yet stays where it is stored. */
  close(): Promise<void>
}
