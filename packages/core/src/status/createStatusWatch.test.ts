import { expect, onTestFinished, test, vi } from 'vitest'
import { stateOf } from '../client/wire.fixture.ts'
import { createStatusStore } from './createStatusStore.ts'
import { createStatusWatch } from './createStatusWatch.ts'
import { createFakeStreams } from './fakeStream.fixture.ts'
import { createManualClock } from './manualClock.fixture.ts'

function world() {
  const store = createStatusStore()
  const clock = createManualClock()
  const { fetch, streams } = createFakeStreams()
  const readStatus = vi.fn(async ({ paymentId }: { paymentId: string }) => stateOf({ paymentId }))
  const watch = createStatusWatch({ client: { readStatus }, store, baseUrl: '/api', fetch, clock })
  onTestFinished(() => watch.close())
  return { clock, store, streams, readStatus, watch }
}

test('many watchers of one payment share one read and one stream, and the last one ends it', async () => {
  const { watch, clock, streams, readStatus } = world()
  const ends = [watch.watch('cart-1'), watch.watch('cart-1'), watch.watch('cart-1')]
  const stream = await streams.next()
  await clock.advance(0)
  expect([streams.all.length, readStatus.mock.calls.length]).toEqual([1, 1])

  ends[0]?.()
  ends[0]?.()
  ends[1]?.()
  expect(stream.isOpen).toBe(true)
  ends[2]?.()
  expect(stream.isOpen).toBe(false)
})

test('each payment has a stream of its own', async () => {
  const { watch, streams, store } = world()
  const end = watch.watch('cart-1')
  watch.watch('cart-2')
  const [one, two] = [await streams.next(), await streams.next()]
  end()
  expect([one.isOpen, two.isOpen].toSorted()).toEqual([false, true])
  expect(store.get('cart-2').status).toBe('ready')
})

test('a watcher that ends at once starts nothing', async () => {
  const { watch, clock, readStatus } = world()
  watch.watch('cart-1')()
  await clock.advance(0)
  expect(readStatus).not.toHaveBeenCalled()
})

test('ended and begun again at once, as StrictMode does, it is one stream', async () => {
  const { watch, clock, streams, readStatus } = world()
  watch.watch('cart-1')()
  watch.watch('cart-1')
  await streams.next()
  await clock.advance(0)
  expect([streams.all.length, readStatus.mock.calls.length]).toEqual([1, 1])
})

test('closing ends every watcher', async () => {
  const { watch, clock, streams } = world()
  watch.watch('cart-1')
  watch.watch('cart-2')
  const open = [await streams.next(), await streams.next()]
  watch.close()
  await clock.advance(0)
  expect(open.map(({ isOpen }) => isOpen)).toEqual([false, false])
  expect(clock.waits()).toEqual([])
})
