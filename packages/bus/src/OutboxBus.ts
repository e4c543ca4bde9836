import type { BusMessage } from './BusMessage.ts'
import type { EventBus } from './EventBus.ts'

/** A bus whose messages wait in a database, so that they can be part of the caller's own transaction. */
export interface OutboxBus extends EventBus {
  /**
   * Writes the message into the outbox at once, inside whatever transaction is open on the bus's database handle. It is sent
   * after that transaction: a rollback takes the message back.
   *
   * @throws as {@link EventBus.publish}.
   */
  enqueue(message: BusMessage): void
}
