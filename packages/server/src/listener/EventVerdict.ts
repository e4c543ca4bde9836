/** What becomes of an event. */
export type EventVerdict =
  | { kind: 'handled'; reason?: string }
  /** What it names is not here yet. */
  | { kind: 'waiting' }
  | { kind: 'quarantine'; reason: string }
