/** Everything that the shop may say about itself: no query, no body, no header, no name of a person. */
export type LogEntry =
  | { event: 'listening'; origin: string; port: number }
  | { event: 'request'; method: string; route: string; status: number; milliseconds: number }
  | { event: 'request-broken'; method: string; route: string; error: string }
  | { event: 'order-released'; status: string }
  | { event: 'cart-restored'; status: string }
  | { event: 'duplicate-paid'; status: string }
  | { event: 'closed' }

/** Takes one entry; the process writes it as one line of JSON. */
export type Log = (entry: LogEntry) => void
