import { describe, expect, test } from 'vitest'
import type { PaymentState } from '../contract/paymentState.ts'
import { state, world } from './watchedPayment.fixture.ts'

describe('when nobody looks', () => {
  test('the stream is kept for 15 seconds, then closed', async () => {
    const { beginLive, clock, page, connection } = world()
    const { first } = await beginLive()
    page.hide()
    await clock.advance(14_999)
    expect([first.isOpen, connection()]).toEqual([true, 'live'])
    await clock.advance(1)
    expect([first.isOpen, connection()]).toEqual([false, 'closed'])
  })

  test('looking again reads once and opens it again', async () => {
    const { beginLive, clock, page, streams, readStatus } = world()
    await beginLive()
    page.hide()
    await clock.advance(60_000)
    readStatus.mockClear()
    page.show()
    await clock.advance(0)
    expect(readStatus).toHaveBeenCalledTimes(1)
    const second = await streams.next()
    expect(second.isOpen).toBe(true)
    expect(streams.all).toHaveLength(2)
  })

  test('looking away for a moment keeps the stream, and reads once', async () => {
    const { beginLive, clock, page, streams, readStatus, connection } = world()
    await beginLive()
    readStatus.mockClear()
    page.hide()
    await clock.advance(5000)
    page.show()
    await clock.advance(20_000)
    expect([streams.all.length, readStatus.mock.calls.length, connection()]).toEqual([1, 1, 'live'])
  })

  test('nothing is polled', async () => {
    const { begin, clock, page, readStatus } = world()
    await begin()
    await clock.advance(5000)
    page.hide()
    readStatus.mockClear()
    await clock.advance(60_000)
    expect(readStatus).not.toHaveBeenCalled()
  })

  test('a stream that breaks off meanwhile is not polled either', async () => {
    const { beginLive, clock, page, refuseWith, readStatus } = world()
    const { first } = await beginLive()
    readStatus.mockClear()
    page.hide()
    refuseWith(503)
    first.cut()
    await clock.advance(14_000)
    expect(readStatus).not.toHaveBeenCalled()
  })

  test('a laptop that slept closes what its timers could not, and opens it anew', async () => {
    const { beginLive, clock, page, streams } = world()
    const { first } = await beginLive()
    page.hide()
    const { now } = clock
    clock.now = () => now() + 3_600_000
    page.show()
    await streams.next()
    expect([first.isOpen, streams.all.length]).toEqual([false, 2])
  })

  test('a page in the back/forward cache holds no stream', async () => {
    const { beginLive, clock, page, streams, readStatus, connection } = world()
    const { first } = await beginLive()
    page.leave()
    expect([first.isOpen, connection()]).toEqual([false, 'closed'])
    readStatus.mockClear()
    page.comeBack()
    await clock.advance(0)
    expect(readStatus).toHaveBeenCalledTimes(1)
    await streams.next()
    expect(streams.all).toHaveLength(2)
  })

  test('a read that ends after the page was left opens nothing', async () => {
    const { begin, clock, page, streams, readStatus } = world()
    const answer = Promise.withResolvers<PaymentState>()
    readStatus.mockReturnValueOnce(answer.promise)
    await begin()
    // pagehide comes before the page says that it is hidden.
    page.window.dispatchEvent(new Event('pagehide'))
    answer.resolve(state(1))
    await clock.advance(0)
    expect(streams.all).toHaveLength(0)
  })

  test('a page that comes back streams again, whichever event says so', async () => {
    const { beginLive, page, streams } = world()
    await beginLive()
    page.leave()
    page.document.visibilityState = 'visible'
    page.window.dispatchEvent(new Event('pageshow'))
    await streams.next()
    expect(streams.all).toHaveLength(2)
  })

  test('a page that comes back into a hidden tab waits until somebody looks', async () => {
    const { beginLive, clock, page, streams, readStatus } = world()
    await beginLive()
    page.leave()
    readStatus.mockClear()
    page.window.dispatchEvent(new Event('pageshow'))
    await clock.advance(0)
    expect([streams.all.length, readStatus.mock.calls.length]).toEqual([1, 0])
    page.show()
    await streams.next()
  })

  test('a stream that had moved comes back to the tab that is looked at again', async () => {
    const { beginLive, clock, page, streams } = world()
    const { first } = await beginLive()
    first.sendText('event: moved\ndata: {}\n\n')
    await clock.advance(0)
    page.hide()
    await clock.advance(15_000)
    page.show()
    await streams.next()
    expect(streams.all).toHaveLength(2)
  })
})

describe('when the network comes back', () => {
  test('what was open before it went is closed, the status is read, and one new stream is opened', async () => {
    const { beginLive, clock, page, streams, readStatus } = world()
    const { first } = await beginLive()
    readStatus.mockClear()
    page.window.dispatchEvent(new Event('online'))
    page.window.dispatchEvent(new Event('online'))
    await clock.advance(0)
    const second = await streams.next()
    expect([first.isOpen, second.isOpen]).toEqual([false, true])
    expect([streams.all.length, readStatus.mock.calls.length]).toEqual([2, 1])
  })

  test('a stream that waits for its next try does not wait any longer', async () => {
    const { beginLive, clock, page, refuseWith, streams } = world()
    const { first } = await beginLive()
    refuseWith(503)
    first.cut()
    await clock.advance(60_000)
    refuseWith(undefined)
    page.window.dispatchEvent(new Event('online'))
    await clock.advance(0)
    expect(streams.all.map(({ isOpen }) => isOpen)).toEqual([false, true])
  })

  test('a page that nobody looks at only lets go, and streams again when somebody looks', async () => {
    const { beginLive, clock, page, streams, readStatus } = world()
    const { first } = await beginLive()
    readStatus.mockClear()
    page.hide()
    page.window.dispatchEvent(new Event('online'))
    await clock.advance(60_000)
    expect([first.isOpen, streams.all.length, readStatus.mock.calls.length]).toEqual([false, 1, 0])
    page.show()
    await streams.next()
  })
})
