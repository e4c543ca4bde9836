/** Everything that a bus may say about itself. The list is closed: ids and reasons, never a body, a header or a secret. */
export type BusLogEntry =
  | { event: 'bus-delivered'; messageId: string; tries: number }
  | { event: 'bus-refused'; messageId: string; tries: number; reason: string; retryIn: number }
  | { event: 'bus-quarantined'; messageId: string; tries: number; reason: string }
  | { event: 'bus-outbox-broken'; reason: string }
  | { event: 'bus-received'; messageId: string }
  | { event: 'bus-rejected'; status: number; reason: string; messageId?: string }

/** Takes one entry; a process writes it as one line of JSON. */
export type BusLog = (entry: BusLogEntry) => void
