import { systemClock } from '../client/systemClock.ts'
import { routePath } from '../contract/route.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { createBackoff } from './createBackoff.ts'
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

/** What stops a stream for good, by HTTP status; everything else is tried again. */
const refusals: Partial<Record<number, string>> = {
  401: 'session-expired',
  403: 'bad-origin',
  404: 'not-found',
}

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
  let lastEventId: string | undefined
  let mayRefresh = true

  const end = (after?: () => void) => {
    if (signal.aborted) return
    life.abort()
    tell('closed')
    if (after) call(after)
  }
  const take = (data: string) => {
    const state = parseStateEvent(data)
    if (state?.paymentId !== paymentId) return note('dropped', 'an event that is no state of this payment')
    lastEventId = `${state.revision.epoch}.${state.revision.seq}`
    backoff.reset()
    mayRefresh = true
    tell('live')
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
        if (lastEventId !== undefined) tell('live')
      },
      onEvent({ name, data }) {
        if (name === 'moved') end(options.onMoved)
        else take(data)
        return !signal.aborted
      },
    })
  const renew = async (stop: StreamEnd): Promise<boolean> => {
    if (!options.refresh || !mayRefresh || stop.kind !== 'refused' || stop.status !== 401) return false
    mayRefresh = false
    return options.refresh().then(
      () => true,
      () => false,
    )
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      tell('connecting')
      const stop = await connect()
      if (signal.aborted || (await renew(stop))) continue
      const error = refusalOf(stop)
      if (error) return end(() => options.onError?.(error))
      tell('connecting')
      note('retrying', stop.kind === 'refused' ? `HTTP ${stop.status}` : stop.why)
      await pause(clock, backoff.next(), signal)
    }
  }
  void run()
  return { close: () => end() }
}

function refusalOf(stop: StreamEnd): PaymentError | undefined {
  const code = stop.kind === 'refused' ? refusals[stop.status] : undefined
  if (stop.kind !== 'refused' || !code) return undefined
  const { status } = stop
  return new PaymentError({
    code,
    origin: 'proxy',
    message: `openStatusStream: the shop proxy refused with status ${status}, so the stream is closed. Sign the shopper in again, or check paymentId and allowedOrigins.`,
    details: { status },
  })
}
