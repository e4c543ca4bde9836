import type { Refresher } from './createRefresher.ts'
import type { StreamEnd } from './streamOnce.ts'

/** Renews the session after a 401, once until something good came. */
export interface Renewal {
  /** @returns whether the session was renewed, so that the same may be tried again. */
  renew(stop: StreamEnd): Promise<boolean>
  /** Something good came: the next 401 is a new one. */
  reset(): void
}

/** Makes the renewal of one stream; without a refresher it renews nothing. */
export function createRenewal(refresh: Refresher | undefined): Renewal {
  let mayRefresh = refresh !== undefined
  return {
    async renew(stop) {
      if (!refresh || !mayRefresh || stop.kind !== 'refused' || stop.status !== 401) return false
      mayRefresh = false
      return await refresh().then(
        () => true,
        () => false,
      )
    },
    reset() {
      mayRefresh = refresh !== undefined
    },
  }
}
