import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import type { Clock } from '../client/Clock.ts'
import type { Identity } from '../client/identityHeaders.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import type { PaymentError } from '../errors/PaymentError.ts'

/**
 * State of a stream. `live`: it has proved that it carries something; `resting`: the server has ended it in good order, and it opens
 * again within 10 s; `closed`: it will not try again.
 */
export type StreamConnection = 'connecting' | 'live' | 'resting' | 'closed'

/** Options of `openStatusStream`. A callback that throws hurts nobody: it is caught and observed. */
export interface StatusStreamOptions extends Identity {
  /** Base path or absolute URL of the shop proxy. */
  baseUrl: string
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** Every state that arrives: whole, and in any order of revisions. */
  onState(state: PaymentState): void
  /** Told of every change of the connection. */
  onConnection?: ((connection: StreamConnection) => void) | undefined
  /** Called once, when the stream stops for good: `session-expired`, `bad-origin` or `not-found`. */
  onError?: ((error: PaymentError) => void) | undefined
  /** The server gave this stream's place to another tab: poll instead. */
  onMoved?: (() => void) | undefined
  /** Renews the session after a 401; the stream then tries once more. Without it a 401 stops the stream. */
  refresh?: (() => Promise<unknown>) | undefined
  /** Hears what the stream does, for logs and devtools. */
  observe?: ((event: CheckoutEvent) => void) | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** @default the platform's */
  clock?: Clock | undefined
  /** 0 ≤ n < 1, for jitter. @default Math.random */
  random?: (() => number) | undefined
}
