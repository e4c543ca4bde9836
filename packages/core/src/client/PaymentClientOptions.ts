import type { CheckoutEvent } from './CheckoutEvent.ts'

/** Options of `createPaymentClient`. */
export interface PaymentClientOptions {
  /** Base path or absolute URL of the shop proxy, e.g. `/api/payments`; absolute outside a browser. */
  baseUrl: string
  /** Bearer instead of cookie, for another origin. Called before each call; no cookies are sent then. */
  getToken?: (() => Promise<string>) | undefined
  /** The token of a return, for bearer pages that hold no cookie; sent as `Payloom-Resume`. */
  resumeToken?: string | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** Receives a `call` event per finished call: never a body, a token or a URL. A throw in it is caught. */
  observe?: ((event: CheckoutEvent) => void) | undefined
  /** Milliseconds for the headers of one try, and again for its body. @default 10_000 */
  timeout?: number | undefined
  /** Milliseconds for a call with all its tries, waits and bodies. @default 30_000 */
  totalTimeout?: number | undefined
  /** The largest body that is read, decompressed; of errors too. @default 1_000_000 */
  maxBodyBytes?: number | undefined
  /** 0 ≤ n < 1, for jitter. @default Math.random */
  random?: (() => number) | undefined
  /** Whether the browser has a network at all. @default navigator.onLine */
  isOnline?: (() => boolean) | undefined
  /** Milliseconds since the epoch, for durations. @default Date.now */
  now?: (() => number) | undefined
}
