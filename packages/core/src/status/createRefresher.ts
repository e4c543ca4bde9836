import type { Clock } from '../client/Clock.ts'

/** Renews the session; calls while it is under way share it. @throws whatever the page's own function throws. */
export type Refresher = () => Promise<unknown>

/** As long as any call may take: who waits for a refresh hears of no status meanwhile. */
const longestRefresh = 10_000

/** Makes one of the page's own function, which may throw where it should reject, or never answer. */
export function createRefresher(refresh: () => Promise<unknown>, clock: Clock): Refresher {
  let running: Promise<unknown> | undefined
  return () => {
    running ??= answerOf(refresh, clock).finally(() => {
      running = undefined
    })
    return running
  }
}

function answerOf(refresh: () => Promise<unknown>, clock: Clock): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(
      () => reject(new Error('watchStatus: refresh() did not answer within 10 s. Give it a time limit.')),
      longestRefresh,
    )
    const begun = Promise.resolve().then(refresh)
    begun.finally(cancel).then(resolve, reject)
  })
}
