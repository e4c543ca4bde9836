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
  const { baseUrl, getToken, random } = options
  const { fetch } = serverTime
  const { document, window } = globalThis
  const store = { ...reading, ...createStatusWriting(entries) }
  return createStatusWatch({
    ...{ ...base, store, baseUrl, getToken, fetch, random, document, window },
    get resumeToken() {
      return identity.resumeToken
    },
  })
}
