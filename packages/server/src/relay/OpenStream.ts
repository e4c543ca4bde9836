import type { PaymentState, Revision } from '@payloom/core/contract'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { StreamSink } from './StreamSink.ts'

/** Whether a stream may go on, asked when it opens and every few minutes. */
export type StreamAccess = { mayPay: boolean } | 'gone'

/** A stream that is to be opened. Nothing of it is kept but its names and `authorize`. */
export interface StreamRequest {
  key: PaymentKey
  /** Names the session, across tenants. */
  session: string
  /** Where the reader is, in groups that limits count by; absent where nobody knows. */
  address: string | undefined
  lastEventId: string | undefined
  /** The state when `moment` was. */
  initial: PaymentState
  /** What {@link Relay.moment} answered before the state was read. */
  moment: number | undefined
  /** Whether an open step may be shown; absent where none is open, so that nobody had to be asked. */
  mayPay: boolean | undefined
  /** Asks again whether the caller may read the payment. */
  authorize(request: Request): Promise<StreamAccess>
}

/** A payment that someone listens to. */
export interface Topic {
  readonly key: PaymentKey
  /** Names the payment, across tenants. */
  readonly name: string
  /** Oldest first; few. */
  readonly streams: OpenStream[]
  /** `again`: it changed while it was read. */
  reading: 'idle' | 'waiting' | 'reading' | 'again'
  /** When the next write would be in time if writes came evenly (milliseconds since the epoch). */
  pacedAt: number
}

/** One open stream; there are ten thousand, so it holds numbers rather than closures and timers. */
export interface OpenStream {
  readonly topic: Topic
  readonly session: string
  readonly address: string | undefined
  readonly sink: StreamSink & { request(): Request }
  readonly authorize: (request: Request) => Promise<StreamAccess>
  /** Absent until a step is open and it matters. */
  mayPay: boolean | undefined
  isAsking: boolean
  isOpen: boolean
  /** The newest revision that was written. */
  sent: Revision | undefined
  /** When it was last authorized, and when it has to end (milliseconds since the epoch). */
  authorizedAt: number
  endsAt: number
  /** Events that were written since the reader last had everything. */
  waitingEvents: number
  /** Bytes written, and of these taken by the reader when it was last looked at. */
  written: number
  taken: number
  /** Looks in a row at which something waited and nothing had been taken since the look before. */
  still: number
}
