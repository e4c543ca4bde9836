import type { BusMessage } from '@payloom/bus'
import type { SqlSteps, Transaction } from '@payloom/bus/database'
import type { Log } from '../log.ts'

/** One write transaction. It may run again from its beginning, so nothing outside of it may change by it. */
export interface Work {
  sql: Transaction
  /** Milliseconds since the epoch. */
  at: number
  /** The same, RFC 3339. */
  now: string
  /** Told once it is committed. */
  log: Log
  /** Puts a message for the shop into the outbox. */
  tell(message: BusMessage): SqlSteps<void>
}
