import { expect, test } from 'vitest'
import { inTurn, json, problem, startShopProxy } from './client/shopProxy.fixture.ts'
import { stateOf } from './client/wire.fixture.ts'
import { openCheckout } from './openCheckout.fixture.ts'

const expired = problem('session-expired', 401)

test('a bearer page whose token has just ended is asked for another before that is final (D8)', async () => {
  const tokens = ['old', 'old', 'new']
  const { baseUrl, seen } = await startShopProxy(inTurn(expired, json(stateOf())))
  const getToken = async () => tokens.shift() ?? 'new'
  const { checkout } = openCheckout({ baseUrl, getToken, fetch: globalThis.fetch })
  checkout.status.watch('cart-1')
  await expect.poll(() => checkout.status.get('cart-1').status).toBe('ready')
  expect(seen.slice(0, 2).map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
})

test('a page that renews its session by itself is asked to, once (D8)', async () => {
  let refreshes = 0
  const { baseUrl } = await startShopProxy(expired)
  const refresh = async () => {
    refreshes += 1
  }
  const { checkout } = openCheckout({ baseUrl, refresh, fetch: globalThis.fetch })
  checkout.status.watch('cart-1')
  await expect.poll(() => checkout.status.get('cart-1')).toMatchObject({ error: { code: 'session-expired' } })
  expect(refreshes).toBe(1)
})
