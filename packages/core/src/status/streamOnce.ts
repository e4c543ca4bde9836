import type { Clock } from '../client/Clock.ts'
import { type Identity, identityHeaders } from '../client/identityHeaders.ts'
import { headers } from '../contract/route.ts'
import { type EventReader, readEvents } from './readEvents.ts'

/**
 * Longer than two heartbeats of 15 s: a connection that is silent for so long is half open, and no error ever comes. Short enough
 * that another one has told the truth within 40 s.
 */
const longestSilence = 35_000

/** One connection of a stream. */
export interface StreamLine extends Identity, EventReader {
  url: string
  lastEventId: string | undefined
  fetch: typeof globalThis.fetch
  clock: Clock
  signal: AbortSignal
}

/**
 * How a connection ended. `refused`: something else than a stream was answered; `isProblem`: by the service itself; `retryAfter`: in
 * milliseconds, 0 where it asks for nothing.
 */
export type StreamEnd =
  | { kind: 'lost'; why: 'ended' | 'silent' | 'network' }
  | { kind: 'refused'; status: number; isProblem: boolean; retryAfter: number }

/** Connects once and reads until the end. Never rejects; an abort reads as `lost`. */
export async function streamOnce(line: StreamLine): Promise<StreamEnd> {
  const { clock, signal } = line
  const hangUp = new AbortController()
  const give = () => hangUp.abort()
  signal.addEventListener('abort', give, { once: true })
  if (signal.aborted) give()

  let silent = false
  const listen = () =>
    clock.setTimer(() => {
      silent = true
      give()
    }, longestSilence)
  let stopListening = listen()
  const onByte = () => {
    stopListening()
    stopListening = listen()
    line.onByte()
  }

  try {
    // A token or a fetch that does not heed the signal must not hold the line.
    return await Promise.race([
      exchange({ ...line, onByte, signal: hangUp.signal }),
      rejection(hangUp.signal),
    ])
  } catch {
    return { kind: 'lost', why: silent ? 'silent' : 'network' }
  } finally {
    stopListening()
    signal.removeEventListener('abort', give)
  }
}

async function exchange(line: StreamLine): Promise<StreamEnd> {
  const { url, fetch, getToken, lastEventId, signal } = line
  const own = await identityHeaders('openStatusStream', line)
  own.set('accept', 'text/event-stream')
  if (lastEventId !== undefined) own.set(headers.lastEventId, lastEventId)
  const response = await fetch(url, {
    headers: own,
    signal,
    credentials: getToken ? 'omit' : 'same-origin',
    cache: 'no-store',
    redirect: 'manual',
  })
  const { status, body } = response
  const type = response.headers.get('content-type') ?? ''
  if (status !== 200 || !/^text\/event-stream\b/i.test(type) || !body) {
    body?.cancel().catch(() => undefined)
    const isProblem = /^application\/problem\+json\b/i.test(type)
    return { kind: 'refused', status, isProblem, retryAfter: retryAfterOf(response) }
  }
  await readEvents(body, line, signal)
  return { kind: 'lost', why: 'ended' }
}

/** A date is left out: it would count by a clock that may be wrong by a day. */
function retryAfterOf({ headers: answered }: Response): number {
  const asked = answered.get('retry-after') ?? ''
  return /^\d+$/.test(asked) ? Number(asked) * 1000 : 0
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
  })
}
