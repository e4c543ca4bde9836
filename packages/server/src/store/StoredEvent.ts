/** A message of the bus, as the store keeps it until its handlers have run, and after that so that a repeat is known. */
export interface StoredEvent {
  eventId: string
  /** The message's body as JSON text. It never reaches a browser. */
  body: string
  /** The payment that it names, if it could be read. */
  paymentId?: string | undefined
  /** RFC 3339. */
  receivedAt: string
  handledAt?: string | undefined
  quarantinedAt?: string | undefined
  /** Why it was quarantined. */
  reason?: string | undefined
  /** How often its handlers have failed. */
  tries: number
  /** When it is tried again (milliseconds since the epoch); absent while it waits for its payment. */
  nextTryAt?: number | undefined
}
