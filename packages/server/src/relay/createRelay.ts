import type { Clock } from '@payloom/bus'
import { isNewerRevision, type PaymentState, type Revision } from '@payloom/core/contract'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { paymentState, withoutNext } from '../payment/paymentState.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { encodeHeartbeat, encodeMoved, encodeRetry, encodeState, eventId } from './encodeEvent.ts'
import type { StreamSink } from './StreamSink.ts'

/** Whether a stream may go on, asked when it opens and every few minutes. */
export type StreamAccess = { mayPay: boolean } | 'gone'

/** What became of a stream. */
export interface StreamEvent {
  /** Tells the event from others. */
  type: 'stream'
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** What happened to a browser's status stream. */
  change: 'opened' | 'left' | 'moved' | 'slow' | 'refused' | 'closed'
  /** Streams open in this process, after the change. */
  open: number
}

/** A stream that is to be opened. */
export interface StreamRequest {
  key: PaymentKey
  /** The session: it holds at most three streams. */
  session: string
  lastEventId: string | undefined
  /** The state of a payment that the store does not have yet. */
  initial: PaymentState
  access: { mayPay: boolean }
  /** Asks again whether the caller may read the payment. */
  authorize(): Promise<StreamAccess>
}

/** Tails the store and tells every open stream. */
export interface Relay {
  /** Starts a stream into a sink. @returns what ends it, for a reader that has left. */
  open(request: StreamRequest, sink: StreamSink): { close(): void }
  /** Ends every stream. */
  close(): void
}

/** Options of {@link createRelay}. */
export interface RelayOptions {
  store: PaymentStore
  ledger: PaymentLedger
  clock: Clock
  /** 0 ≤ n < 1, for jitter. */
  random: () => number
  observe: (event: StreamEvent) => void
  /** Milliseconds between looks at the store, only while someone listens. @default 200 */
  pollInterval?: number | undefined
}

const heartbeatInterval = 15_000
const authorizeInterval = 300_000
const streamsPerSession = 3

/** One open stream. */
interface Stream {
  request: StreamRequest
  sink: StreamSink
  mayPay: boolean
  sent: Revision | undefined
  cancelTimers: (() => void)[]
}

/** Makes a {@link Relay}. */
export function createRelay(options: RelayOptions): Relay {
  const { ledger, clock } = options
  const streams = new Set<Stream>()
  const observe = (stream: Stream, change: StreamEvent['change']): void =>
    options.observe({ type: 'stream', paymentId: stream.request.key.paymentId, change, open: streams.size })

  const end = (stream: Stream, change: StreamEvent['change']): void => {
    if (!streams.delete(stream)) return
    for (const cancel of stream.cancelTimers) cancel()
    stream.sink.close()
    observe(stream, change)
  }
  const write = (stream: Stream, bytes: Uint8Array): void => {
    if (streams.has(stream) && !stream.sink.write(bytes)) end(stream, 'slow')
  }
  const show = (stream: Stream, state: PaymentState): void => {
    if (stream.sent && !isNewerRevision(state.revision, stream.sent)) return
    stream.sent = state.revision
    write(stream, encodeState(stream.mayPay ? state : withoutNext(state)))
  }
  const deliver = async (key: PaymentKey): Promise<void> => {
    const listening = [...streams].filter((stream) => isSameKey(stream.request.key, key))
    if (listening.length === 0) return
    const record = await ledger.read(key)
    if (!record) return
    const state = paymentState(record)
    for (const stream of listening) show(stream, state)
  }

  const tail = tailStore(options, streams, deliver)
  let isClosed = false
  return {
    open(request, sink) {
      const stream: Stream = {
        request,
        sink,
        mayPay: request.access.mayPay,
        sent: undefined,
        cancelTimers: [],
      }
      if (isClosed) {
        sink.close()
        return { close: () => undefined }
      }
      makeRoom(streams, request.session, (oldest) => {
        write(oldest, encodeMoved())
        end(oldest, 'moved')
      })
      streams.add(stream)
      observe(stream, 'opened')
      write(stream, encodeRetry(1000 + options.random() * 2000))
      repeat(clock, stream, heartbeatInterval, () => write(stream, encodeHeartbeat()))
      repeat(clock, stream, authorizeInterval, () => void reauthorize(stream, end))
      // The stream is registered before the state is read, so no change can fall between the two.
      if (request.lastEventId === eventId(request.initial.revision)) stream.sent = request.initial.revision
      show(stream, request.initial)
      void tail
        .follow()
        .then(() => deliver(request.key))
        .catch(() => end(stream, 'closed'))
      return { close: () => end(stream, 'left') }
    },
    close() {
      isClosed = true
      tail.stop()
      for (const stream of [...streams]) end(stream, 'closed')
    },
  }
}

async function reauthorize(
  stream: Stream,
  end: (stream: Stream, change: StreamEvent['change']) => void,
): Promise<void> {
  const access = await stream.request.authorize().catch((): StreamAccess => 'gone')
  if (access === 'gone') end(stream, 'refused')
  else stream.mayPay = access.mayPay
}

/** Follows the store. */
interface Tail {
  /** Starts looking, if it does not yet. Resolves once no later change can be missed. */
  follow(): Promise<void>
  stop(): void
}

/** Looks at the store while someone listens, and at once after a change that this process made. */
function tailStore(
  { store, ledger, clock, pollInterval = 200 }: RelayOptions,
  streams: ReadonlySet<Stream>,
  deliver: (key: PaymentKey) => Promise<void>,
): Tail {
  let cursor: number | undefined
  let cancel: (() => void) | undefined
  const poll = async (): Promise<void> => {
    const changes = await store.changes(cursor)
    for (const key of changes.keys) await deliver(key)
    cursor = changes.cursor
  }
  const schedule = (): void => {
    // A failed look is made up for by the next one: the cursor has not moved.
    cancel = clock.after(
      pollInterval,
      () =>
        void poll()
          .catch(() => undefined)
          .finally(again),
    )
  }
  const again = (): void => {
    if (cancel && streams.size > 0) schedule()
    else cancel = undefined
  }
  const stopNudges = ledger.onChange((key) => void deliver(key).catch(() => undefined))
  return {
    async follow() {
      if (!cancel) schedule()
      cursor ??= (await store.changes()).cursor
    },
    stop() {
      cancel?.()
      cancel = undefined
      stopNudges()
    },
  }
}

function makeRoom(streams: ReadonlySet<Stream>, session: string, leave: (oldest: Stream) => void): void {
  const own = [...streams].filter((stream) => stream.request.session === session)
  for (const oldest of own.slice(0, Math.max(0, own.length - streamsPerSession + 1))) leave(oldest)
}

function repeat(clock: Clock, stream: Stream, interval: number, callback: () => void): void {
  const slot = stream.cancelTimers.push(() => undefined) - 1
  const next = (): void => {
    stream.cancelTimers[slot] = clock.after(interval, () => {
      next()
      callback()
    })
  }
  next()
}

function isSameKey(a: PaymentKey, b: PaymentKey): boolean {
  return a.tenant === b.tenant && a.paymentId === b.paymentId
}
