import type { Clock } from '@payloom/bus'

/**
 * Waits for a task for so long (ms) and no longer. What it does after that is nobody's to wait for.
 *
 * @param late what is answered when the time is over; may throw
 */
export async function withinTime<T>(
  clock: Clock,
  milliseconds: number,
  task: () => Promise<T>,
  late: () => T,
): Promise<T> {
  let cancel: () => void = () => undefined
  const limit = new Promise<() => T>((resolve) => {
    cancel = clock.after(milliseconds, () => resolve(late))
  })
  try {
    const answer = await Promise.race([task().then((value) => () => value), limit])
    return answer()
  } finally {
    cancel()
  }
}
