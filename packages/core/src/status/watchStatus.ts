import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import type { Clock } from '../client/Clock.ts'
import type { Identity } from '../client/identityHeaders.ts'
import type { PaymentClient } from '../client/PaymentClient.ts'
import { systemClock } from '../client/systemClock.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import { createRefresher } from './createRefresher.ts'
import { createStatusFeed } from './createStatusFeed.ts'
import { createStatusReader } from './createStatusReader.ts'
import type { StatusStore } from './createStatusStore.ts'
import { openPageLife, type Page } from './openPageLife.ts'

/** Options of `watchStatus`. */
export interface WatchStatusOptions extends Identity, Page {
  paymentId: string
  client: Pick<PaymentClient, 'readStatus'>
  store: StatusStore
  /** Base path or absolute URL of the shop proxy. */
  baseUrl: string
  /** Renews the session after a 401; what was refused is then tried once more. Without it a 401 ends the watch. */
  refresh?: (() => Promise<unknown>) | undefined
  observe?: ((event: CheckoutEvent) => void) | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** @default the platform's */
  clock?: Clock | undefined
  /** 0 ≤ n < 1, for jitter. @default Math.random */
  random?: (() => number) | undefined
}

/**
 * Keeps one payment's status in the store up to date while somebody looks at the page: it reads once, streams,
 * and polls where nothing streams. No status ends it: a refund may come long after the money.
 *
 * @returns what ends it.
 */
export function watchStatus(options: WatchStatusOptions): () => void {
  const { paymentId, store, clock = systemClock, random = Math.random } = options
  const life = new AbortController()
  const onRefused = (error: PaymentError) => {
    feed.close()
    store.fail(paymentId, error)
  }
  const refresh = options.refresh && createRefresher(options.refresh, clock)
  const read = createStatusReader({ ...options, refresh, signal: life.signal, onRefused })
  const feed = createStatusFeed({
    ...options,
    refresh,
    clock,
    random,
    poll: read,
    onRefused,
    onState: store.applyStatus,
    onConnection: (connection) => store.setConnection(paymentId, connection),
  })
  const page = openPageLife({
    ...options,
    clock,
    onHidden: feed.rest,
    onAsleep: feed.close,
    onAwake: () => void wake(),
  })
  const wake = async () => {
    feed.expect()
    if ((await read()) === 'done' && page.isAwake() && !life.signal.aborted) feed.open()
  }

  if (!page.isAwake()) void read()
  else if (store.get(paymentId).status !== 'ready') void wake()
  else {
    feed.expect()
    feed.open()
  }
  return () => {
    if (life.signal.aborted) return
    life.abort()
    page.close()
    feed.close()
  }
}
