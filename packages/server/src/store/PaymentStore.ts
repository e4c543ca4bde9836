import type { PaymentKey, PaymentRecord } from '../payment/PaymentRecord.ts'
import type { StoredEvent } from './StoredEvent.ts'

/** What a change does to a record, and what it tells its caller. */
export interface RecordChange<T> {
  /** Absent: nothing is written. */
  record?: PaymentRecord | undefined
  /** What `update` resolves with. */
  value: T
}

/** What an event's row may be changed to. A member that is `undefined` is cleared. */
export type EventPatch = Partial<
  Pick<StoredEvent, 'handledAt' | 'quarantinedAt' | 'reason' | 'tries' | 'nextTryAt'>
>

/**
 * Where payments live. Every question is a promise and every change is one transaction, so that several processes can share a store.
 * What a change means is decided by pure functions over the record (`payment/`), the same for every store.
 */
export interface PaymentStore {
  /** A secret of 32 random bytes as base64url, made when the store is created; quotes are signed with it. */
  secret(): Promise<string>
  /** Greater than every epoch that was handed out before the store was created, restored or opened. */
  epoch(): Promise<number>
  /** The payment's record; `undefined` when there is none. */
  read(key: PaymentKey): Promise<PaymentRecord | undefined>
  /** Reads, changes and writes a record while nobody else can. `change` is synchronous and may run again. */
  update<T>(
    key: PaymentKey,
    change: (record: PaymentRecord | undefined, epoch: number) => RecordChange<T>,
  ): Promise<T>
  /** The payments of that id; ids of two tenants may agree. */
  find(paymentId: string): Promise<PaymentKey[]>
  /** The attempt whose return token has this hash. */
  findReturn(returnHash: string): Promise<{ key: PaymentKey; attemptId: string } | undefined>
  /** Payments of which only a part is paid and that have not moved since before `time` (milliseconds), oldest first, at most 100. */
  findHeld(time: number): Promise<PaymentKey[]>
  /** Payments whose next look is due at `time` (milliseconds) or was before, oldest first, at most 100. */
  findDue(time: number): Promise<PaymentKey[]>
  /** Payments, of one tenant or any, with an order update whose `dueAt` is `time` (milliseconds) or was before, the longest due first, at most 100. */
  findUnsentUpdates(time: number, tenant?: string): Promise<PaymentKey[]>
  /**
   * The payments that have an order update of this id. Ids of two tenants may agree; within a tenant an id stands once: `update` rejects a change
   * that would give it to a second payment.
   */
  findUpdate(updateId: string): Promise<PaymentKey[]>
  /**
   * Payments that were written after `cursor`, in that order, at most `limit`, and the cursor to go on from. Without a cursor none, just where
   * to start. No change can appear behind a cursor that was given out.
   *
   * @param limit @default 1000
   */
  changes(cursor?: number, limit?: number): Promise<{ cursor: number; keys: PaymentKey[] }>
  /**
   * Calls back after changes of any process, and whenever some may have been missed; a SQLite file tells nobody. It is a hint: `changes` is
   * to be asked from time to time as well. @returns what ends it.
   */
  listen(heard: () => void): () => void

  /**
   * Inserts an event unless its id is known. @returns what the store has; where the body was erased, with the given one if that is the one
   * that it had.
   */
  saveEvent(event: StoredEvent): Promise<StoredEvent>
  /** Changes the row of an event. */
  patchEvent(eventId: string, patch: EventPatch): Promise<void>
  /** Events of a payment that are neither handled nor quarantined, oldest first. */
  openEvents(paymentId: string): Promise<StoredEvent[]>
  /**
   * Takes open events whose next try is due, the longest due first, at most 100: in the same transaction their next try is put off to `leaseUntil`
   * (milliseconds), so that whoever asks next, here or in another process, gets others. They are given out as they were. With a tenant: only events of
   * its bus, and of those that speak for all.
   */
  dueEvents(now: number, leaseUntil: number, tenant?: string): Promise<StoredEvent[]>
  /**
   * Erases personal data that nothing has needed since before a time (RFC 3339), of at most 100 payments and 100 events. Ids, hashes, amounts
   * and times stay. Several processes may do it at once. @returns how many there were; 0 means that nothing is left.
   */
  erase(before: string): Promise<number>
  /** Frees what the store holds open. */
  close(): Promise<void>
}
