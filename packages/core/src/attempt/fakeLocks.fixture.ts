/** The Web Locks of one browser; every tab that is given them shares them. */
export interface FakeLocks extends Pick<LockManager, 'request'> {
  /** The names that are held now. */
  held(): string[]
}

interface LockRequest {
  name: string
  grant(): void
}

/** Makes locks that are granted in the order in which they were asked for. */
export function createFakeLocks(): FakeLocks {
  const held = new Map<string, LockRequest>()
  let waiting: LockRequest[] = []
  const next = (): void => {
    for (const request of waiting) {
      if (held.has(request.name)) continue
      held.set(request.name, request)
      waiting = waiting.filter((one) => one !== request)
      request.grant()
    }
  }
  const request = (
    name: string,
    { signal, ifAvailable }: LockOptions,
    callback: (lock: Lock | null) => unknown,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ifAvailable && held.has(name)) return resolve(callback(null))
      const own: LockRequest = {
        name,
        grant() {
          const use = Promise.resolve().then(() => callback({ name, mode: 'exclusive' }))
          use.then(resolve, reject).then(() => {
            held.delete(name)
            next()
          }, reject)
        },
      }
      waiting.push(own)
      signal?.addEventListener('abort', () => {
        if (!waiting.includes(own)) return
        waiting = waiting.filter((one) => one !== own)
        reject(new DOMException('The request was aborted.', 'AbortError'))
      })
      next()
    })
  return { request: request as LockManager['request'], held: () => [...held.keys()] }
}
