/** A message of the bus, as the store keeps it until its handlers have run, and after that so that a repeat is known. */
export interface StoredEvent {
  /** The message's id; the same id is the same message. */
  eventId: string
  /** The tenant that its bus speaks for; absent where the bus speaks for all of them. */
  tenant?: string | undefined
  /** The message's body as JSON text, empty once it is erased. It never reaches a browser. */
  body: string
  /** The payment that it names, if it could be read. */
  paymentId?: string | undefined
  /** RFC 3339. */
  receivedAt: string
  /** RFC 3339; absent while its handlers have not run. */
  handledAt?: string | undefined
  /** RFC 3339; a quarantined message is not tried again. */
  quarantinedAt?: string | undefined
  /** Why it was quarantined. */
  reason?: string | undefined
  /** How often its handlers have failed. */
  tries: number
  /** When it is tried again (milliseconds since the epoch); absent while it waits for its payment. */
  nextTryAt?: number | undefined
}
