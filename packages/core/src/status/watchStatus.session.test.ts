import { expect, test, vi } from 'vitest'
import { PaymentError } from '../errors/PaymentError.ts'
import { state, world } from './watchedPayment.fixture.ts'

const expired = new PaymentError({
  ...{ code: 'session-expired', origin: 'proxy', message: 'readStatus: refused.' },
  details: { status: 401 },
})
const loginPage = new PaymentError({
  ...{ code: 'bad-response', origin: 'network', message: 'readStatus: a login page.' },
  details: { status: 401 },
})

test('a read that is refused because the session ended is read again after a refresh (D8)', async () => {
  const refresh = vi.fn(async () => undefined)
  const { begin, readStatus, view, streams } = world({ refresh })
  readStatus.mockRejectedValueOnce(expired)
  await begin()
  expect(view()).toMatchObject({ status: 'ready', state: { paymentId: 'cart-1' } })
  expect([refresh.mock.calls.length, readStatus.mock.calls.length]).toEqual([1, 2])
  await streams.next()
})

test.each([
  ['helps nothing', async () => undefined],
  ['fails', () => Promise.reject(new Error('no'))],
  [
    'throws',
    () => {
      throw new Error('no')
    },
  ],
])('a session that ended is final when a refresh %s (D8, D14)', async (_, renew) => {
  const refresh = vi.fn(renew)
  const { begin, clock, readStatus, view, streams } = world({ refresh })
  readStatus.mockRejectedValue(expired)
  await begin()
  await clock.advance(120_000)
  expect(view()).toEqual({ status: 'error', error: expired })
  expect([refresh.mock.calls.length, streams.all.length]).toEqual([1, 0])
})

test('a stream and a read that are refused together refresh once (D8)', async () => {
  const renewed = Promise.withResolvers<void>()
  const refresh = vi.fn(() => renewed.promise)
  const { beginLive, clock, page, refuseWith, readStatus, connection } = world({ refresh })
  const { first } = await beginLive()
  refuseWith(401)
  first.cut()
  await clock.advance(1000)
  readStatus.mockRejectedValueOnce(expired)
  page.show()
  await clock.advance(0)
  expect(refresh).toHaveBeenCalledTimes(1)
  refuseWith(undefined)
  renewed.resolve()
  await clock.advance(0)
  expect(connection()).toBe('connecting')
})

test('a refresh that hangs is given up: the page asks again, and follows once it may (D8)', async () => {
  const refresh = vi.fn(() => new Promise<never>(() => undefined))
  const { beginLive, clock, page, refuseWith, readStatus, streams, connection } = world({ refresh })
  const { first } = await beginLive()
  refuseWith(401)
  readStatus.mockRejectedValue(expired)
  first.cut()
  await clock.advance(60_000)
  expect(connection()).toBe('closed')
  refuseWith(undefined)
  readStatus.mockResolvedValue(state(200))
  page.hide()
  page.show()
  ;(await streams.next()).send(state(201))
  await clock.advance(50)
  expect(connection()).toBe('live')
  expect(refresh).toHaveBeenCalledTimes(1)
})

test('a session that ended ends the watch, and one that is there again is found when somebody looks (D8)', async () => {
  const { beginLive, clock, page, refuseWith, readStatus, streams, connection } = world()
  const { first } = await beginLive()
  refuseWith(401)
  readStatus.mockRejectedValue(expired)
  first.end()
  await clock.advance(60_000)
  expect(connection()).toBe('closed')
  refuseWith(undefined)
  readStatus.mockResolvedValue(state(200))
  page.hide()
  page.show()
  ;(await streams.next()).send(state(201))
  await clock.advance(50)
  expect(connection()).toBe('live')
})

test('a login page in the way is no word of the shop: it is asked until the shop itself answers (D3)', async () => {
  const { begin, clock, readStatus, view } = world()
  readStatus.mockRejectedValueOnce(loginPage)
  await begin()
  expect(view()).toEqual({ status: 'error', error: loginPage })
  await clock.advance(5000)
  expect(view()).toMatchObject({ status: 'ready', connection: 'polling' })
})
