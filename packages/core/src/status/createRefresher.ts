/** Renews the session; calls while it is under way share it. @throws whatever the page's own function throws. */
export type Refresher = () => Promise<unknown>

/** Makes one of the page's own function, which may throw where it should reject. */
export function createRefresher(refresh: () => Promise<unknown>): Refresher {
  let running: Promise<unknown> | undefined
  return () => {
    running ??= Promise.resolve()
      .then(refresh)
      .finally(() => {
        running = undefined
      })
    return running
  }
}
