import type { Clock } from './Clock.ts'

/** The time by the server's clock, as far as its answers tell it. */
export interface ServerTime {
  /** Milliseconds since the epoch. */
  now(): number
  /** Asks, and learns the time from the answer. */
  fetch: typeof globalThis.fetch
}

/** Milliseconds by which clocks may differ, and that an answer which tells the time may take. */
const tolerance = 60_000

/** Makes the time of one checkout. Where no answer's date can be read (another origin), it is the browser's. */
export function createServerTime(
  clock: Pick<Clock, 'now'>,
  fetch: typeof globalThis.fetch | undefined,
): ServerTime {
  let ahead = 0
  return {
    now: () => clock.now() - ahead,
    async fetch(...call) {
      const started = clock.now()
      const response = await (fetch ?? globalThis.fetch)(...call)
      const ended = clock.now()
      const told = ended - Date.parse(response.headers.get('date') as string)
      // What a sleeping browser reads late is old.
      if (!Number.isNaN(told) && ended - started < tolerance) ahead = Math.abs(told) < tolerance ? 0 : told
      return response
    },
  }
}
