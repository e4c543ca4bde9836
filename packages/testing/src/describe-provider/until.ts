/** Options of {@link until}. */
export interface UntilOptions {
  /** Milliseconds. @default 10000, for a busy machine */
  limit?: number
  /** Runs before each look, e.g. to hurry a clock. */
  before?: () => unknown
}

/**
 * Looks again and again until something is so.
 *
 * @param what completes "… did not happen", for the one who reads the failure.
 */
export async function until(
  what: string,
  isSo: () => boolean,
  { limit = 10_000, before }: UntilOptions = {},
): Promise<void> {
  const end = performance.now() + limit
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`${what}: this did not happen within ${limit} ms.`)
    before?.()
    await nextTask()
  }
}

/** Waits for a promise, and says what did not settle. */
export async function settled<Value>(what: string, promise: Promise<Value>, limit?: number): Promise<Value> {
  let isSettled = false
  const mark = (): void => {
    isSettled = true
  }
  promise.then(mark, mark)
  await until(what, () => isSettled, limit === undefined ? {} : { limit })
  return promise
}

/** Lets the page run: tasks, messages of frames, and what follows them. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1)
  })
}
