import type { Clock } from '@payloom/bus'

/**
 * Runs the steps of an end one after the other. What takes longer than the time that all have together is not waited for: the steps
 * that are left are begun, and what is not stored by then is done again by the next process. Never rejects.
 */
export async function endWithin(
  milliseconds: number,
  clock: Clock,
  steps: readonly (() => unknown)[],
): Promise<void> {
  const limit = Promise.withResolvers<void>()
  const cancel = clock.after(milliseconds, limit.resolve)
  for (const step of steps) {
    // A step that throws must not keep the others from ending.
    const done = (async () => step())().catch(() => undefined)
    await Promise.race([done, limit.promise])
  }
  cancel()
}
