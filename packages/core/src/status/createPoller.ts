import type { Clock } from '../client/Clock.ts'

const often = 2000
const seldom = 10_000
const oftenFor = 60_000

/** Something done again and again. */
export interface Poller {
  /** Does it now, then every 2 s, and every 10 s once a minute has gone; each wait is jittered by a fifth. */
  start(): void
  stop(): void
  isRunning(): boolean
}

/** What a poller needs. */
export interface PollerOptions {
  clock: Clock
  random: () => number
  /** Must not reject. The next wait begins when it is done. */
  poll(): Promise<unknown>
}

/** Makes a poller that stands still. */
export function createPoller({ clock, random, poll }: PollerOptions): Poller {
  let run: { cancel: () => void } | undefined
  return {
    start() {
      if (run) return
      const own = { cancel: () => {} }
      const since = clock.now()
      const again = async () => {
        await poll()
        if (run !== own) return
        const wait = clock.now() - since < oftenFor ? often : seldom
        own.cancel = clock.setTimer(() => void again(), wait * (0.8 + random() * 0.4))
      }
      run = own
      void again()
    },
    stop() {
      run?.cancel()
      run = undefined
    },
    isRunning: () => run !== undefined,
  }
}
