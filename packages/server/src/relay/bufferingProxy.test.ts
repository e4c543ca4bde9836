import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../testShop.fixture.ts'
import { type BufferingProxy, openBufferingProxy } from './bufferingProxy.fixture.ts'
import { type EventReader, openReader } from './eventReader.fixture.ts'

let shop: TestShop
let proxy: BufferingProxy
let reader: EventReader
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  reader.close()
  await proxy.close()
  await shop.close()
})
const read = async (dropped?: string[]): Promise<EventReader> => {
  proxy = await openBufferingProxy(shop.origin, dropped)
  const url = `${proxy.url}/api/payments/payments/cart-1/events`
  reader = await openReader(url, { cookie: 'session=ada', 'accept-encoding': 'gzip' })
  return reader
}

test('a proxy that packs and gathers lets each event through as it comes (D1)', async () => {
  await read()
  expect(reader.headers['content-encoding']).toBeUndefined()
  await expect.poll(() => reader.states().length).toBe(1)
  await shop.pay(1)
  await expect.poll(() => reader.states().at(-1)?.attempts.length).toBe(1)
})

test.each(['cache-control', 'x-accel-buffering'])(
  'without %s the same proxy holds everything back, so that this test can see it (D1)',
  async (name) => {
    await read([name])
    await shop.pay(1)
    await shop.service.close()
    // Only the end of the stream brings what it was sent.
    await expect.poll(() => reader.isOpen()).toBe(false)
    if (name === 'cache-control') expect(reader.headers['content-encoding']).toBe('gzip')
    else expect(reader.states().length).toBeGreaterThan(0)
  },
)
