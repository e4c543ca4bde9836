/** Runs tasks of the same key one after another, and of different keys side by side. */
export interface KeyedQueue {
  run<T>(key: string, task: () => Promise<T>): Promise<T>
  /** Whether a task of this key runs or waits. */
  isBusy(key: string): boolean
  /** Waits until nothing runs any more. */
  drain(): Promise<void>
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, task) {
      const before = tails.get(key) ?? Promise.resolve()
      const result = before.then(task, task)
      tails.set(key, result)
      const forget = (): void => {
        if (tails.get(key) === result) tails.delete(key)
      }
      result.then(forget, forget)
      return result
    },
    isBusy: (key) => tails.has(key),
    async drain() {
      while (tails.size > 0) await Promise.allSettled(tails.values())
    },
  }
}
