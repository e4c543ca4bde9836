import type { Clock } from '../client/Clock.ts'

/** Options of {@link limitTime}. */
export interface TimeLimit {
  clock: Clock
  milliseconds: number
  /** What the promise rejects with when the time is over. */
  error(): Error
  /** Ends the wait early: the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** Waits for a promise no longer than a time. What comes later is the caller's to throw away. */
export function limitTime<Value>(
  promise: Promise<Value>,
  { clock, milliseconds, error, signal }: TimeLimit,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      stop()
      signal?.removeEventListener('abort', onAbort)
      finish()
    }
    const onAbort = (): void => settle(() => reject(signal?.reason))
    const stop = clock.setTimer(() => settle(() => reject(error())), milliseconds)
    signal?.addEventListener('abort', onAbort)
    promise.then(
      (value) => settle(() => resolve(value)),
      (cause) => settle(() => reject(cause)),
    )
    if (signal?.aborted) onAbort()
  })
}
