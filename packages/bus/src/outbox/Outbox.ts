import type { BusMessage } from '../BusMessage.ts'
import type { Sql, SqlSteps } from '../database/Database.ts'

/** A message that waits, with how often it was tried. */
export interface OutboxRow {
  message: BusMessage
  /** Failed tries so far. */
  tries: number
  /** Milliseconds since the epoch. */
  createdAt: number
}

/** Messages that wait to be delivered, shared by several processes. Times are milliseconds since the epoch. */
export interface Outbox {
  /** Adds a message that is due at once; one with a known id changes nothing. */
  insert(message: BusMessage, now: number): Promise<void>
  /** The same within a transaction. */
  insertWithin(sql: Sql, message: BusMessage, now: number): SqlSteps<void>
  /** When the first message is due; one that is under way somewhere is due when that process has not been heard of. */
  nextDueAt(): Promise<number | undefined>
  /** Takes the oldest due messages, at most `limit`, for this process alone until `leaseEnd`. */
  claim(now: number, limit: number, leaseEnd: number): Promise<OutboxRow[]>
  /** Keeps messages that are still under way for this process. */
  renew(messageIds: readonly string[], leaseEnd: number): Promise<void>
  delivered(messageId: string, now: number): Promise<void>
  postponed(messageId: string, dueAt: number, reason: string): Promise<void>
  /** Gives a message back that was claimed and not tried to its end. */
  released(messageId: string, now: number): Promise<void>
  /** Takes the message out of the way for good, and keeps it with its reason. */
  quarantined(messageId: string, now: number, reason: string): Promise<void>
  close(): Promise<void>
}
