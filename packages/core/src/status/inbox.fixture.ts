/** Things that come one by one, and can be waited for. */
export interface Inbox<T> {
  readonly all: T[]
  add(item: T): void
  /** The first item, past or to come, that fits and has not been taken. */
  next(fits?: (item: T) => boolean): Promise<T>
}

export function createInbox<T>(): Inbox<T> {
  const all: T[] = []
  const taken = new Set<number>()
  const waiting = new Set<() => void>()
  return {
    all,
    add(item) {
      all.push(item)
      for (const look of [...waiting]) look()
    },
    next: (fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const index = all.findIndex((item, at) => !taken.has(at) && fits(item))
          if (index < 0) return
          taken.add(index)
          waiting.delete(look)
          resolve(all[index] as T)
        }
        waiting.add(look)
        look()
      }),
  }
}
