import type { Clock } from '../client/Clock.ts'

/** Resolves after a while, or at once when the signal is aborted. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.setTimer(end, milliseconds)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
