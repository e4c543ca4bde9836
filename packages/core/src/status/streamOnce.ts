import type { Clock } from '../client/Clock.ts'
import { type Identity, identityHeaders } from '../client/identityHeaders.ts'
import { headers } from '../contract/route.ts'
import { type EventReader, readEvents } from './readEvents.ts'

/** Longer than two heartbeats of 15 s: a connection that is silent for so long is half open, and no error ever comes. */
const longestSilence = 40_000

/** One connection of a stream. */
export interface StreamLine extends Identity, EventReader {
  url: string
  lastEventId: string | undefined
  fetch: typeof globalThis.fetch
  clock: Clock
  signal: AbortSignal
}

/** How a connection ended. `refused`: the server answered something else than a stream. */
export type StreamEnd =
  | { kind: 'lost'; why: 'ended' | 'silent' | 'network' }
  | { kind: 'refused'; status: number }

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
  const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')
  if (status !== 200 || !isStream || !body) {
    body?.cancel().catch(() => undefined)
    return { kind: 'refused', status }
  }
  await readEvents(body, line, signal)
  return { kind: 'lost', why: 'ended' }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
  })
}
