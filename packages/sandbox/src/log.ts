/**
 * Everything the company may say about itself. The list is closed: a route is its pattern and never the URL,
 * so no id, key or card number finds its way into a line.
 */
export type LogEntry =
  | { event: 'listening'; origin: string; port: number }
  | { event: 'request'; method: string; route: string; status: number; code?: string; milliseconds: number }
  | { event: 'request-broken'; method: string; route: string; error: string }
  | { event: 'webhook-delivered'; id: string; attempt: number }
  | { event: 'webhook-refused'; id: string; attempt: number; reason: string; retryIn: number }
  | { event: 'closed' }

/** Takes one entry; a process writes it as one line of JSON. */
export type Log = (entry: LogEntry) => void
