/** Everything that a bus may say about itself. The list is closed: ids and reasons, never a body, a header or a secret. */
export type BusLogEntry =
  | { event: 'bus-delivered'; messageId: string; tries: number }
  | { event: 'bus-refused'; messageId: string; tries: number; reason: string; retryIn: number }
  | { event: 'bus-quarantined'; messageId: string; tries: number; reason: string }
  | { event: 'bus-outbox-broken'; reason: string }
  | { event: 'bus-received'; messageId: string }
  /** The receiver could not store it, or its copy was not confirmed: the delivery waits here, and no attempt is counted. */
  | { event: 'bus-held'; messageId: string; reason: string; retryIn: number }
  /** A connection to the broker works. */
  | { event: 'bus-link-up'; link: 'publish' | 'consume' }
  /** It does not; each reason is told once until it works again. */
  | { event: 'bus-link-down'; link: 'publish' | 'consume'; reason: string }
  | { event: 'bus-rejected'; status: number; reason: string; messageId?: string }

/** Takes one entry; a process writes it as one line of JSON. */
export type BusLog = (entry: BusLogEntry) => void
