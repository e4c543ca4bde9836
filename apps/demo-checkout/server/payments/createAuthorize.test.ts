import { beforeEach, expect, test } from 'vitest'
import type { Session } from '../session/sessionStore.ts'
import { createShop, type Shop } from '../shop.ts'
import { openShopDatabase } from '../store/openShopDatabase.ts'
import { createAuthorize } from './createAuthorize.ts'

let shop: Shop
let session: Session

beforeEach(() => {
  shop = createShop({
    database: openShopDatabase(':memory:'),
    now: () => 0,
    standingOf: async () => ({ kind: 'open' }),
  })
  session = shop.sessions.create()
})

const asked = (id: string | undefined, need: 'pay' | 'read' | 'account', paymentId?: string) => {
  const headers = new Headers(id === undefined ? {} : { cookie: `payloom_session=${id}` })
  const request = new Request('http://shop.example/', { headers })
  const authorize = createAuthorize(shop, new WeakMap())
  return authorize(request, need, paymentId === undefined ? undefined : { paymentId })
}

const unknown = '0'.repeat(32)

test.each([
  ['no session', undefined],
  ['a session that is gone', unknown],
])('%s has ended, whichever payment is asked for: the answer tells nothing of any (B13)', async (_, id) => {
  expect(await asked(id, 'pay', session.paymentId)).toBe('expired')
  expect(await asked(id, 'read', 'pm_of_nobody')).toBe('expired')
  expect(await asked(id, 'pay')).toBe('expired')
  expect(await asked(id, 'account')).toBe('expired')
})

test('a session has its own payment, and another’s is as unknown to it as none', async () => {
  const other = shop.sessions.create()
  expect(await asked(session.id, 'pay', session.paymentId)).toMatchObject({ paymentId: session.paymentId })
  expect(await asked(session.id, 'pay', other.paymentId)).toBeNull()
  expect(await asked(session.id, 'pay', 'pm_of_nobody')).toBeNull()
})
