import { describe, expect, onTestFinished, test } from 'vitest'
import { stateOf } from '../client/wire.fixture.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { createFakeStreams } from './fakeStream.fixture.ts'
import { state, world } from './watchedPayment.fixture.ts'
import { watchStatus } from './watchStatus.ts'

const paid = { status: 'paid', settled: true }

const refusal = (code: string, status: number) =>
  new PaymentError({ code, origin: 'proxy', message: 'readStatus: refused.', details: { status } })
const lost = new PaymentError({ code: 'network', origin: 'network', message: 'readStatus: lost.' })

describe('at first', () => {
  test('the status is read once, and then streamed', async () => {
    const { begin, clock, streams, readStatus, view } = world()
    await begin()
    expect(view()).toEqual({ status: 'ready', state: state(1), connection: 'connecting' })
    const stream = await streams.next()
    stream.send(state(2, paid))
    await clock.advance(0)
    expect(view()).toEqual({ status: 'ready', state: state(2, paid), connection: 'live' })
    await clock.advance(34_000)
    expect(readStatus).toHaveBeenCalledTimes(1)
  })

  test('a state that is known already is not read again', async () => {
    const { begin, store, streams, readStatus } = world()
    store.applyStatus(state(1))
    await begin()
    await streams.next()
    expect(readStatus).not.toHaveBeenCalled()
  })

  test('in a hidden tab the status is read, and streamed only when somebody looks', async () => {
    const { begin, clock, page, streams, readStatus, connection } = world({ visibility: 'hidden' })
    await begin()
    await clock.advance(60_000)
    expect([streams.all.length, readStatus.mock.calls.length, connection()]).toEqual([0, 1, 'closed'])
    page.show()
    await streams.next()
  })

  test('a page that shows itself on loading is not read twice', async () => {
    const { begin, page, readStatus, clock } = world()
    await begin()
    page.window.dispatchEvent(new Event('pageshow'))
    await clock.advance(0)
    expect(readStatus).toHaveBeenCalledTimes(1)
  })

  test('without a document, as in Node, it streams', async () => {
    const { clock, store, readStatus } = world()
    const { fetch, streams } = createFakeStreams()
    const watch = { paymentId: 'cart-1', baseUrl: '/api', client: { readStatus }, store, fetch, clock }
    onTestFinished(watchStatus(watch))
    await streams.next()
  })

  test.each([
    ['unknown or foreign', refusal('not-found', 404)],
    ['of a session that ended', refusal('session-expired', 401)],
  ])('a payment that is %s is an error, and is neither streamed nor polled', async (_, error) => {
    const { begin, clock, streams, readStatus, view } = world()
    readStatus.mockRejectedValue(error)
    await begin()
    await clock.advance(120_000)
    expect(view()).toEqual({ status: 'error', error })
    expect([streams.all.length, readStatus.mock.calls.length]).toEqual([0, 1])
  })

  test('a read that fails otherwise is an error until the stream tells better', async () => {
    const { begin, clock, streams, readStatus, view } = world()
    readStatus.mockRejectedValue(lost)
    await begin()
    expect(view()).toEqual({ status: 'error', error: lost })
    const stream = await streams.next()
    stream.send(state(1))
    await clock.advance(0)
    expect(view()).toEqual({ status: 'ready', state: state(1), connection: 'live' })
  })

  test('a client that throws something else is told apart by name', async () => {
    const { begin, readStatus, view } = world()
    readStatus.mockRejectedValue(new Error('not ours'))
    await begin()
    expect(view()).toMatchObject({ status: 'error', error: { code: 'unknown', origin: 'page' } })
  })
})

describe('when nothing streams', () => {
  test('a stream that stays silent for 5 seconds is polled, until it speaks (D1)', async () => {
    const { begin, clock, streams, readStatus, connection } = world()
    await begin()
    await clock.advance(4999)
    expect([readStatus.mock.calls.length, connection()]).toEqual([1, 'connecting'])
    await clock.advance(1)
    expect([readStatus.mock.calls.length, connection()]).toEqual([2, 'polling'])
    await clock.advance(2000)
    expect(readStatus).toHaveBeenCalledTimes(3)

    const stream = await streams.next()
    stream.send(state(100))
    await clock.advance(10_000)
    expect([readStatus.mock.calls.length, connection()]).toEqual([3, 'live'])
  })

  test('a read that stalls keeps the stream waiting for no more than 5 seconds', async () => {
    const { begin, clock, streams, readStatus, connection } = world()
    readStatus.mockReturnValue(new Promise(() => undefined))
    await begin()
    expect(streams.all).toHaveLength(0)
    await clock.advance(5000)
    const stream = await streams.next()
    stream.send(state(1))
    await clock.advance(0)
    expect(connection()).toBe('live')
    expect(readStatus).toHaveBeenCalledTimes(1)
  })

  test('it polls every 2 seconds, and every 10 after a minute, each wait a fifth longer or shorter', async () => {
    const { begin, clock, readStatus } = world()
    await begin()
    await clock.advance(5000)
    readStatus.mockClear()
    await clock.advance(60_000)
    expect(readStatus).toHaveBeenCalledTimes(30)
    await clock.advance(60_000)
    expect(readStatus.mock.calls.length).toBe(36)
  })

  test('a poll that fails is followed by the next one', async () => {
    const { begin, clock, readStatus, view } = world()
    await begin()
    await clock.advance(5000)
    readStatus.mockRejectedValueOnce(lost).mockResolvedValueOnce(state(50))
    await clock.advance(4000)
    expect(view()).toEqual({ status: 'ready', state: state(50), connection: 'polling' })
  })

  test('a poll that is refused ends it all, and keeps what is known', async () => {
    const { begin, clock, readStatus, connection, streams } = world()
    await begin()
    await clock.advance(5000)
    readStatus.mockRejectedValue(refusal('session-expired', 401))
    await clock.advance(2000)
    readStatus.mockClear()
    await clock.advance(120_000)
    expect([readStatus.mock.calls.length, connection()]).toEqual([0, 'closed'])
    expect(streams.all.filter(({ isOpen }) => isOpen)).toEqual([])
  })

  test('a stream that moved to another tab is polled instead', async () => {
    const { beginLive, clock, streams, readStatus, connection } = world()
    const { first } = await beginLive()
    readStatus.mockClear()
    first.sendText('event: moved\ndata: {}\n\n')
    await clock.advance(0)
    expect([readStatus.mock.calls.length, connection()]).toEqual([1, 'polling'])
    await clock.advance(2000)
    expect(readStatus).toHaveBeenCalledTimes(2)
    expect(streams.all).toHaveLength(1)
  })

  test('a stream that broke off is polled before 5 seconds without it are over (D3)', async () => {
    const { beginLive, clock, refuseWith, readStatus, connection } = world()
    const { first } = await beginLive()
    refuseWith(503)
    first.cut()
    await clock.advance(0)
    expect(connection()).toBe('connecting')
    await clock.advance(5000)
    expect([readStatus.mock.calls.length, connection()]).toEqual([2, 'polling'])
  })

  test('a stream that is refused is an error, and no poll follows', async () => {
    const { begin, clock, refuseWith, readStatus, view } = world()
    refuseWith(404)
    await begin()
    await clock.advance(120_000)
    expect(view()).toEqual({ status: 'ready', state: state(1), connection: 'closed' })
    expect(readStatus).toHaveBeenCalledTimes(1)
  })
})

test('no status ends a stream: a payment that is settled shows its refund much later (D12)', async () => {
  const { beginLive, clock, view } = world()
  const { first } = await beginLive()
  first.send(state(101, paid))
  await clock.advance(30_000)
  first.send(state(102, { status: 'refunded', settled: true }))
  await clock.advance(0)
  expect(view()).toMatchObject({ state: { status: 'refunded' }, connection: 'live' })
})

test('a server that was restored and counts anew is believed, and what the old one said late is not (D5)', async () => {
  const { beginLive, clock, streams, view } = world()
  const { first } = await beginLive()
  first.cut()
  await clock.advance(1000)
  const second = await streams.next()
  // The id that the new server does not know.
  expect(second.headers.get('last-event-id')).toBe('1.100')
  second.send(stateOf({ ...paid, revision: { epoch: 2, seq: 0 } }))
  second.send(state(101))
  await clock.advance(100)
  expect(view()).toMatchObject({
    state: { status: 'paid', revision: { epoch: 2, seq: 0 } },
    connection: 'live',
  })
})

test('stopping ends the stream, the polls, the read and the listeners', async () => {
  const { beginLive, clock, page, streams, readStatus, connection } = world()
  const { stop, first } = await beginLive()
  readStatus.mockReturnValue(new Promise(() => undefined))
  page.show()
  const signal = readStatus.mock.lastCall?.[1]?.signal
  stop()
  stop()
  readStatus.mockClear()
  page.hide()
  page.show()
  page.leave()
  page.comeBack()
  await clock.advance(120_000)
  expect([first.isOpen, signal?.aborted, connection()]).toEqual([false, true, 'closed'])
  expect([streams.all.length, readStatus.mock.calls.length]).toEqual([1, 0])
  expect(clock.waits()).toEqual([])
})

test.each([
  ['comes', (answer: PromiseWithResolvers<PaymentState>) => answer.resolve(state(1)), 'ready'],
  ['fails', (answer: PromiseWithResolvers<PaymentState>) => answer.reject(lost), 'loading'],
])('a read that %s after the stop opens nothing and fails nothing', async (_, end, expected) => {
  const { begin, clock, streams, readStatus, view } = world()
  const answer = Promise.withResolvers<PaymentState>()
  readStatus.mockReturnValueOnce(answer.promise)
  const stop = await begin()
  stop()
  end(answer)
  await clock.advance(60_000)
  expect([streams.all.length, view().status]).toEqual([0, expected])
})
