import type { BusMessage } from '../BusMessage.ts'

/** A message that waits, with how often it was tried. */
export interface OutboxRow {
  message: BusMessage
  /** Failed tries so far. */
  tries: number
  /** Milliseconds since the epoch. */
  createdAt: number
}

/** Messages that wait to be delivered. Times are milliseconds since the epoch. */
export interface Outbox {
  /** Adds a message that is due at once; one with a known id changes nothing. */
  insert(message: BusMessage, now: number): void
  /** The oldest due messages, at most `limit`. */
  due(now: number, limit: number): OutboxRow[]
  /** When the next message after `now` is due. */
  nextDueAt(now: number): number | undefined
  delivered(messageId: string, now: number): void
  postponed(messageId: string, dueAt: number, reason: string): void
  /** Takes the message out of the way for good, and keeps it with its reason. */
  quarantined(messageId: string, now: number, reason: string): void
  close(): void
}
