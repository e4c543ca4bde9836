import type { CheckoutBase } from './CheckoutBase.ts'
import type { StatusReading } from './status/createStatusReading.ts'
import { createStatusWatch, type StatusWatch } from './status/createStatusWatch.ts'
import { createStatusWriting } from './status/createStatusWriting.ts'

/** What following a status needs. */
export type PageWatchOptions = Pick<
  CheckoutBase,
  'client' | 'clock' | 'entries' | 'identity' | 'observe' | 'options' | 'serverTime'
>

/** Makes what keeps the statuses of one checkout live; loaded with the first watcher. */
export function createPageWatch(
  { options, entries, identity, serverTime, ...base }: PageWatchOptions,
  reading: StatusReading,
): StatusWatch {
  // A token that was refused may have ended a moment ago: the page is asked for another before that is final.
  const { baseUrl, getToken, random, refresh = getToken } = options
  const { fetch } = serverTime
  const { document, window } = globalThis
  const store = { ...reading, ...createStatusWriting(entries) }
  return createStatusWatch({
    ...{ ...base, store, baseUrl, getToken, refresh, fetch, random, document, window },
    get resumeToken() {
      return identity.resumeToken
    },
  })
}
