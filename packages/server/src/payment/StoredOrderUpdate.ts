import type { OrderUpdate } from '@payloom/core/contract'

/** An order update that was accepted, as the store keeps it: the row of its own outbox, and what its repeat is known by. */
export interface StoredOrderUpdate {
  /** The shop's own id of the update, unique within its payment; also the id of the message that carries it. */
  updateId: string
  /** Of the update as the caller gave it; the same id with another body is refused. */
  requestHash: string
  /** What is sent. A refund always names its amount here: `all that is left` is fixed when it is accepted. */
  body: OrderUpdate
  /** RFC 3339. */
  acceptedAt: string
  /** When it is sent next (milliseconds since the epoch); absent once the bus has confirmed it. */
  dueAt?: number | undefined
  /** How often sending it has begun. */
  tries: number
  /** When the bus confirmed it (RFC 3339). */
  sentAt?: string | undefined
  /** When the orchestrator's refusal was heard of (RFC 3339); what it had reserved is free again. */
  rejectedAt?: string | undefined
  /** Why it was refused. */
  reason?: string | undefined
}
