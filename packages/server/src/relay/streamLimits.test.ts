import { createServer } from 'node:http'
import type { Problem } from '@payloom/core/contract'
import { afterEach, expect, test } from 'vitest'
import { closeServer, listen } from '../fakeOrchestrator.fixture.ts'
import { openTestShop, type ShopOptions } from '../testShop.fixture.ts'
import { type NodeHandlerOptions, toNodeHandler } from '../toNodeHandler.ts'
import { type EventReader, openReader } from './eventReader.fixture.ts'

const ended: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end()
})

/** A shop behind a handler of the test's own. */
async function openShop(options: ShopOptions, handler?: NodeHandlerOptions) {
  const shop = await openTestShop(options)
  const handle = toNodeHandler(shop.service, handler)
  const server = createServer((request, response) => void handle(request, response))
  const url = `${await listen(server)}/api/payments`
  ended.push(
    () => closeServer(server),
    () => shop.close(),
  )
  return { shop, url }
}
const read = async (url: string, who: string, headers: Record<string, string> = {}): Promise<EventReader> => {
  const payment = who === 'bob' ? 'cart-2' : 'cart-1'
  const reader = await openReader(`${url}/payments/${payment}/events`, {
    cookie: `session=${who}`,
    ...headers,
  })
  ended.push(() => reader.close())
  return reader
}
const problemOf = async (reader: EventReader): Promise<Problem> => {
  await expect.poll(() => reader.isOpen()).toBe(false)
  return JSON.parse(reader.text()) as Problem
}
const forwarded: NodeHandlerOptions = {
  addressOf: ({ headers }) => String(headers['x-forwarded-for']).split(',').at(-1),
}
const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address })

test('one stream too many of a payment is refused with when to come back (F11)', async () => {
  const { url } = await openShop({ limits: { streamsPerSession: 9, streamsPerPayment: 2 } })
  for (let stream = 0; stream < 2; stream += 1) expect((await read(url, 'ada')).status).toBe(200)
  const refused = await read(url, 'ada')
  expect([refused.status, (await problemOf(refused)).code]).toEqual([429, 'rate-limited'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await read(url, 'bob')).status).toBe(200)
})

test('one stream too many of an address is refused, whatever the session; all of a /64 are one address (F11)', async () => {
  const limits = { streamsPerSession: 9, streamsPerAddress: 1 }
  const { url } = await openShop({ limits }, forwarded)
  expect((await read(url, 'ada', from('2001:db8::1'))).status).toBe(200)
  expect((await read(url, 'bob', from('2001:db8::ffff'))).status).toBe(429)
  expect((await read(url, 'bob', from('2001:db8:0:1::1'))).status).toBe(200)
})

test('a flood of calls from one address is refused before anybody is asked who it is; other addresses are served (F11)', async () => {
  let asked = 0
  const { url } = await openShop(
    {
      limits: { callsPerMinutePerAddress: 3 },
      async authorize() {
        asked += 1
        return null
      },
    },
    forwarded,
  )
  const call = (address: string) => fetch(`${url}/methods`, { headers: from(address) })
  for (let turn = 0; turn < 3; turn += 1) expect((await call('203.0.113.7')).status).toBe(404)
  const refused = await call('203.0.113.7')
  expect([refused.status, asked]).toEqual([429, 3])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  // What a browser writes in front of the proxy's own word changes nothing.
  expect((await call('198.51.100.1, 203.0.113.7')).status).toBe(429)
  expect((await call('203.0.113.8')).status).toBe(404)
})

test('a shopper who comes back from a company arrives, whatever the address has used up (F11)', async () => {
  const { url } = await openShop({ limits: { callsPerMinutePerAddress: 1 } }, forwarded)
  await fetch(`${url}/methods`, { headers: from('203.0.113.7') })
  const back = await fetch(`${url}/return/${'t'.repeat(43)}`, {
    headers: from('203.0.113.7'),
    redirect: 'manual',
  })
  expect(back.status).toBe(303)
})

test('behind a proxy of the shop’s own, of which nothing is said, nobody is locked out together (F11)', async () => {
  const { url } = await openShop({ limits: { callsPerMinutePerAddress: 1, streamsPerAddress: 1 } })
  for (let turn = 0; turn < 3; turn += 1) {
    const { status } = await fetch(`${url}/methods`, { headers: { cookie: 'session=ada' } })
    expect(status).toBe(200)
  }
  expect([(await read(url, 'ada')).status, (await read(url, 'bob')).status]).toEqual([200, 200])
})

test('the web form counts by the address that its caller names (F11)', async () => {
  const { shop } = await openShop({ limits: { callsPerMinutePerAddress: 1 } })
  const call = async (address: string) => {
    const request = new Request('http://127.0.0.1/api/payments/methods', {
      headers: { cookie: 'session=ada' },
    })
    return (await shop.service.fetch(request, { address })).status
  }
  expect([await call('203.0.113.7'), await call('203.0.113.7'), await call('203.0.113.8')]).toEqual([
    200, 429, 200,
  ])
})

test('a process that has all the streams it can hold refuses more (F11)', async () => {
  const { url } = await openShop({ limits: { streams: 1 } })
  expect((await read(url, 'ada')).status).toBe(200)
  expect((await read(url, 'bob')).status).toBe(429)
})

test('a process that ends refuses streams with when to come back, and still answers how a payment stands (D11)', async () => {
  const { shop, url } = await openShop({})
  const reader = await read(url, 'ada')
  const closing = shop.service.close()
  expect(shop.service.close()).toBe(closing)
  await expect.poll(() => reader.isOpen()).toBe(false)
  expect(reader.text()).toMatch(/retry: \d+\n\n$/)
  const refused = await read(url, 'ada')
  expect([refused.status, (await problemOf(refused)).retry]).toEqual([503, 'same'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await shop.status()).status).toBe('open')
  await closing
})
