import { expect, onTestFinished, vi } from 'vitest'
import { stateOf } from '../client/wire.fixture.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import { createStatusStore } from './createStatusStore.ts'
import { createFakeStreams } from './fakeStream.fixture.ts'
import { createManualClock } from './manualClock.fixture.ts'
import { createFakePage } from './page.fixture.ts'
import { watchStatus } from './watchStatus.ts'

/** A state of the watched payment, by its sequence. */
export const state = (seq: number, members: Partial<PaymentState> = {}) =>
  stateOf({ revision: { epoch: 1, seq }, ...members })

/** What a test changes of the world. */
export interface WorldOptions {
  visibility?: 'hidden'
  refresh?: () => Promise<unknown>
  random?: () => number
}

/** A watched payment: every part of the world in the test's hand. `begin` starts watching. */
export function world({ visibility, refresh, random = () => 0.5 }: WorldOptions = {}) {
  const clock = createManualClock()
  const page = createFakePage(visibility)
  const store = createStatusStore()
  const { fetch, streams, refuseWith } = createFakeStreams()
  let seq = 0
  const readStatus = vi.fn(async (_: { paymentId: string }, __?: { signal?: AbortSignal | undefined }) => {
    seq += 1
    return state(seq)
  })
  const begin = async () => {
    const stop = watchStatus({
      paymentId: 'cart-1',
      baseUrl: '/api/payments',
      client: { readStatus },
      store,
      fetch,
      clock,
      random,
      refresh,
      document: page.document,
      window: page.window,
    })
    onTestFinished(stop)
    await clock.advance(0)
    return stop
  }
  const view = () => store.get('cart-1')
  const connection = () => {
    const now = view()
    return now.status === 'ready' ? now.connection : now.status
  }
  /** Watching, with a stream that has proved itself. */
  const beginLive = async () => {
    const stop = await begin()
    const first = await streams.next()
    first.send(state(100))
    await clock.advance(0)
    expect(connection()).toBe('live')
    return { stop, first }
  }
  return { clock, page, store, streams, refuseWith, readStatus, begin, beginLive, view, connection }
}
