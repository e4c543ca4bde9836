import type { BusMessage } from './BusMessage.ts'
import type { Sql, SqlSteps } from './database/Database.ts'
import type { EventBus } from './EventBus.ts'

/** A bus whose messages wait in a database, so that they can be part of the caller's own transaction. */
export interface OutboxBus extends EventBus {
  /**
   * Writes the message into the outbox as steps of the caller's transaction, `yield* bus.enqueue(message, sql)`: a rollback takes it
   * back. Call {@link OutboxBus.wake} once the transaction is committed.
   *
   * @param sql the transaction, of the database that the bus was given.
   * @throws as {@link EventBus.publish}.
   */
  enqueue(message: BusMessage, sql: Sql): SqlSteps<void>
  /** Sends what transactions have left in the outbox; what nobody wakes it for goes within five seconds. */
  wake(): void
}
