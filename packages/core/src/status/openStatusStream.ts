import { systemClock } from '../client/systemClock.ts'
import { routePath } from '../contract/route.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { createBackoff } from './createBackoff.ts'
import { createDelay } from './createDelay.ts'
import { createRefresher } from './createRefresher.ts'
import { createRenewal } from './createRenewal.ts'
import { createStreamReporter } from './createStreamReporter.ts'
import { parseStateEvent } from './parseStateEvent.ts'
import { pause } from './pause.ts'
import type { StatusStreamOptions } from './StatusStreamOptions.ts'
import { type StreamEnd, streamOnce } from './streamOnce.ts'

/** An open stream. */
export interface StatusStream {
  /** Ends it, at once and for good. */
  close(): void
}

/** What stops a stream for good, by HTTP status, when it is the service's own word; everything else is tried again. */
const refusals: Partial<Record<number, string>> = {
  401: 'session-expired',
  403: 'bad-origin',
  404: 'not-found',
}

/** Milliseconds that a stream which tells nothing new has to stay open: one that is let in and sent away again carries nothing. */
const longEnough = 1000

/**
 * Streams the states of one payment. It reconnects by itself after everything but a refusal:
 * an EventSource gives up for good after one 503, and never notices a half-open connection.
 *
 * @throws TypeError for an empty `paymentId`.
 */
export function openStatusStream(options: StatusStreamOptions): StatusStream {
  const { paymentId, baseUrl, clock = systemClock } = options
  const url = baseUrl.replace(/\/+$/, '') + routePath('stream', { paymentId })
  const life = new AbortController()
  const { signal } = life
  const backoff = createBackoff(options.random ?? Math.random)
  const { note, tell, call } = createStreamReporter(options)
  const renewal = createRenewal(options.refresh && createRefresher(options.refresh, clock))
  const staying = createDelay(clock)
  let lastEventId: string | undefined
  let isLive = false

  const end = (after?: () => void) => {
    if (signal.aborted) return
    life.abort()
    tell('closed')
    if (after) call(after)
  }
  const prove = () => {
    isLive = true
    renewal.reset()
    backoff.reset()
    tell('live')
  }
  const take = (data: string) => {
    const state = parseStateEvent(data)
    if (state?.paymentId !== paymentId) return note('dropped', 'an event that is no state of this payment')
    lastEventId = `${state.revision.epoch}.${state.revision.seq}`
    prove()
    call(() => options.onState(state))
  }
  const connect = () =>
    streamOnce({
      ...options,
      url,
      clock,
      signal,
      lastEventId,
      fetch: options.fetch ?? globalThis.fetch,
      onRetry: backoff.suggest,
      onByte() {
        // Without a Last-Event-ID a state is due at once; with one, silence may mean that nothing changed.
        if (lastEventId !== undefined && !isLive) staying.start(longEnough, prove)
      },
      onEvent({ name, data }) {
        if (name === 'moved') end(options.onMoved)
        else take(data)
        return !signal.aborted
      },
    }).finally(staying.stop)
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      isLive = false
      tell('connecting')
      const stop = await connect()
      if (signal.aborted || (await renewal.renew(stop))) continue
      const error = refusalOf(stop)
      if (error) return end(() => options.onError?.(error))
      tell(isLive && stop.kind === 'lost' && stop.why === 'ended' ? 'resting' : 'connecting')
      note('retrying', stop.kind === 'refused' ? `HTTP ${stop.status}` : stop.why)
      await pause(clock, backoff.next(stop.kind === 'refused' ? stop.retryAfter : 0), signal)
    }
  }
  void run()
  return { close: () => end() }
}

function refusalOf(stop: StreamEnd): PaymentError | undefined {
  // A proxy, or the page of a network that wants a login, answers by these numbers too, for as long as it stands in between.
  const code = stop.kind === 'refused' && stop.isProblem ? refusals[stop.status] : undefined
  if (stop.kind !== 'refused' || !code) return undefined
  const { status } = stop
  return new PaymentError({
    code,
    origin: 'proxy',
    message: `openStatusStream: the shop proxy refused with status ${status}, so the stream is closed. Sign the shopper in again, or check paymentId and allowedOrigins.`,
    details: { status },
  })
}
