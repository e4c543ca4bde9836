import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { paymentStateSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, eur, openTestShop, paymentOf, type TestShop } from '../testShop.fixture.ts'
import { type EventReader, openReader } from './eventReader.fixture.ts'

let shop: TestShop
let clock: ManualClock
let readers: EventReader[]
beforeEach(async () => {
  readers = []
  clock = createManualClock()
  shop = await openTestShop({ clock })
})
afterEach(async () => {
  for (const reader of readers) reader.close()
  await shop.close()
})

const open = async (who = 'ada', headers: Record<string, string> = {}, from = shop): Promise<EventReader> => {
  const reader = await openReader(`${from.url}/payments/${paymentOf(who)}/events`, {
    cookie: `session=${who}`,
    ...headers,
  })
  readers.push(reader)
  return reader
}
const paid = (serial = 1, messageId = `msg-${serial}`, at = shop) =>
  at.bus.publish({
    messageId,
    type: 'payment-status',
    body: {
      orderId: 'cart-1',
      status: 'paid',
      kind: 'captured',
      factId: `evt-${serial}`,
      attemptId: attemptId(serial),
      amount: eur(2000),
    },
  })
const statuses = (reader: EventReader) => reader.states().map(({ status }) => status)
const showing = (reader: EventReader) => expect.poll(() => statuses(reader))

test('a stream is sent so that no proxy keeps, packs or delays it (D1)', async () => {
  const { status, headers } = await open()
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'private, no-store, no-transform',
    'x-accel-buffering': 'no',
    'payloom-contract': '1',
  })
})

test('the first event is the state as it is, its id the revision, and a pause before reconnects is set', async () => {
  await shop.pay(1)
  const reader = await open()
  await showing(reader).toEqual(['open'])
  const [event] = reader.events()
  const state = v.parse(paymentStateSchema, JSON.parse(event?.data ?? ''))
  expect(event?.id).toBe(`${state.revision.epoch}.${state.revision.seq}`)
  expect(state).toEqual(await shop.status())
  const retry = Number(/^retry: (\d+)$/m.exec(reader.text())?.[1])
  expect(retry).toBeGreaterThanOrEqual(1000)
  expect(retry).toBeLessThanOrEqual(3000)
})

test('a payment that nobody has tried to pay yet is open, and its first attempt is shown', async () => {
  const reader = await open()
  await showing(reader).toEqual(['open'])
  expect(reader.states()[0]?.revision.seq).toBe(0)
  await shop.pay(1)
  await expect.poll(() => reader.states().at(-1)?.attempts.length).toBe(1)
})

test('each change is shown as the whole state; nothing ends the stream', async () => {
  await shop.pay(1)
  const reader = await open()
  await showing(reader).toEqual(['open'])
  await paid()
  await showing(reader).toEqual(['open', 'paid'])
  await shop.bus.publish({
    messageId: 'msg-r',
    type: 'payment-status',
    body: {
      orderId: 'cart-1',
      status: 'refunded',
      kind: 'refunded',
      factId: 'evt-r',
      attemptId: attemptId(1),
      amount: eur(2000),
    },
  })
  await showing(reader).toEqual(['open', 'paid', 'refunded'])
  expect(reader.isOpen()).toBe(true)
})

test('a reader that is up to date is sent nothing it has; any other gets the newest state and no older one (D5)', async () => {
  await shop.pay(1)
  await paid()
  await expect.poll(async () => (await shop.status()).status).toBe('paid')
  const { revision } = await shop.status()
  const current = await open('ada', { 'last-event-id': `${revision.epoch}.${revision.seq}` })
  for (const id of [`${revision.epoch}.1`, `${revision.epoch - 1}.${revision.seq}`, '9.9', 'junk', '']) {
    const reader = await open('ada', { 'last-event-id': id })
    await showing(reader).toEqual(['paid'])
    reader.close()
    await expect.poll(() => reader.isOpen()).toBe(false)
  }
  expect(current.states()).toEqual([])
  expect(current.text()).toContain('retry:')
})

test('a comment comes every 15 s', async () => {
  const reader = await open()
  await showing(reader).toEqual(['open'])
  await clock.advance(45_000)
  await expect
    .poll(
      () =>
        reader
          .text()
          .split('\n')
          .filter((line) => line === ':').length,
    )
    .toBe(3)
})

test('the fourth stream of a session ends its oldest, which is told to poll; other sessions keep theirs (F11)', async () => {
  const other = await open('bob')
  const [first, ...rest] = [await open(), await open(), await open()]
  const fourth = await open()
  await expect.poll(() => first?.isOpen()).toBe(false)
  expect(first?.events().at(-1)).toEqual({ event: 'moved', data: '{}' })
  for (const reader of [other, fourth, ...rest]) expect(reader.isOpen()).toBe(true)
})

test('a session that ends ends its stream within five minutes (D8, F2)', async () => {
  const reader = await open()
  await showing(reader).toEqual(['open'])
  shop.carts.delete('cart-1')
  await clock.advance(284_000)
  expect(reader.isOpen()).toBe(true)
  await clock.advance(16_000)
  await expect.poll(() => reader.isOpen()).toBe(false)
  expect(shop.events).toContainEqual(expect.objectContaining({ type: 'stream', change: 'refused', open: 0 }))
})

test('a session that holds is asked about again, and its stream goes on; so is that of the web form (D8)', async () => {
  await shop.close()
  let asked = 0
  shop = await openTestShop({
    clock,
    async authorize(request, _need, ref) {
      asked += 1
      const isAda = request.headers.get('cookie') === 'session=ada'
      return isAda
        ? { tenant: 'shop', subject: 'ada', paymentId: ref?.paymentId ?? null, via: 'session' }
        : null
    },
  })
  const reader = await open()
  const request = new Request(`${shop.url}/payments/cart-1/events`, { headers: { cookie: 'session=ada' } })
  const web = new AbortController()
  const read = (await shop.service.fetch(request)).body?.pipeTo(new WritableStream(), { signal: web.signal })
  await showing(reader).toEqual(['open'])
  asked = 0
  await clock.advance(300_000)
  // Each of the two for `read` and for `pay`.
  expect(asked).toBe(4)
  expect(shop.events.filter((event) => event.type === 'stream').map(({ change }) => change)).toEqual([
    'opened',
    'opened',
  ])
  web.abort()
  await expect(read).rejects.toThrow()
})

test('a reader of the web form that does not read is dropped as any other (D10)', async () => {
  const request = new Request(`${shop.url}/payments/cart-1/events`, { headers: { cookie: 'session=ada' } })
  const response = await shop.service.fetch(request)
  await clock.advance(60_000)
  expect(shop.events.at(-1)).toMatchObject({ type: 'stream', change: 'slow', open: 0 })
  await response.body?.cancel()
})

test('an open step is shown to those who may pay and to nobody else', async () => {
  await shop.close()
  let mayPay = false
  shop = await openTestShop({
    clock,
    authorize: async (request, need, ref) =>
      need === 'pay' && request.method === 'GET' && !mayPay
        ? null
        : { tenant: 'shop', subject: 'ada', paymentId: ref?.paymentId ?? 'cart-1', via: 'session' },
  })
  const action = { type: 'sandbox.challenge', id: 'act_1' }
  shop.orchestrator.script('POST /payment', () => ({ step: 1, outcome: { outcome: 'action', action } }))
  await shop.pay(1)
  const reader = await open()
  await showing(reader).toEqual(['open'])
  expect(reader.text()).not.toContain('act_1')
  expect(JSON.stringify(await shop.status())).not.toContain('act_1')
  mayPay = true
  expect(JSON.stringify(await shop.status())).toContain('act_1')
  const payer = await open()
  await showing(payer).toEqual(['open'])
  expect(payer.text()).toContain('act_1')
})

test.each([true, false])(
  'a step that opens while a stream runs is shown if its reader may pay: %s',
  async (mayPay) => {
    await shop.close()
    shop = await openTestShop({
      authorize: async (request, need, ref) =>
        need === 'pay' && request.method === 'GET' && !mayPay
          ? null
          : { tenant: 'shop', subject: 'ada', paymentId: ref?.paymentId ?? 'cart-1', via: 'session' },
    })
    const action = { type: 'sandbox.challenge', id: 'act_1' }
    shop.orchestrator.script('POST /payment', () => ({ step: 1, outcome: { outcome: 'action', action } }))
    const reader = await open()
    await showing(reader).toEqual(['open'])
    await shop.pay(1)
    await expect.poll(() => reader.states().at(-1)?.revision).toEqual((await shop.status()).revision)
    expect(reader.text().includes('act_1')).toBe(mayPay)
  },
)

test('a reader that does not read is dropped, and the others are served (D10)', async () => {
  await shop.close()
  shop = await openTestShop()
  shop.orchestrator.script('POST /payment', () => ({
    step: 1,
    outcome: { outcome: 'action', action: { type: 'sandbox.challenge', fill: 'x'.repeat(900_000) } },
  }))
  await shop.pay(1)
  const slow = await open()
  const healthy = await open()
  await showing(healthy).toEqual(['open'])
  slow.stall()
  const hasDropped = () => shop.events.some((event) => event.type === 'stream' && event.change === 'slow')
  // Loopback takes several megabytes before a write has to wait.
  for (let serial = 0; serial < 25 && !hasDropped(); serial += 1) {
    await shop.store.update({ tenant: 'shop', paymentId: 'cart-1' }, (record) => ({
      record: record && { ...record, orderId: `order-${serial}`, seq: record.seq + 1 },
      value: undefined,
    }))
    await expect.poll(() => healthy.states().at(-1)?.orderId).toBe(`order-${serial}`)
  }
  expect(shop.events).toContainEqual(expect.objectContaining({ type: 'stream', change: 'slow', open: 1 }))
  expect(healthy.isOpen()).toBe(true)
})

test('a reader that leaves is forgotten', async () => {
  const reader = await open()
  reader.close()
  await expect.poll(() => shop.events.at(-1)).toMatchObject({ type: 'stream', change: 'left', open: 0 })
})

test('nothing in a state can break the framing (D9)', async () => {
  await shop.close()
  shop = await openTestShop({ clock })
  const title = 'a\r\nid: 666\n\ndata: {}\u2028\u2029\0b'
  shop.orchestrator.script('POST /payment-methods', () => ({
    methods: [{ provider: 'sandbox', method: 'card', title }],
  }))
  await shop.pay(1)
  const reader = await open()
  await showing(reader).toEqual(['open'])
  expect(reader.events()).toHaveLength(1)
  expect(reader.states()[0]?.attempts[0]?.title).toBe(title)
})

test('of two services on one store a browser on either sees what the other one hears (E9)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-'))
  const file = path.join(folder, 'store.sqlite')
  const stores = [createSqliteStore({ path: file }), createSqliteStore({ path: file })] as const
  const one = await openTestShop({ store: stores[0] })
  const two = await openTestShop({ store: stores[1] })
  const [atOne, atTwo] = [await open('ada', {}, one), await open('ada', {}, two)]
  await showing(atOne).toEqual(['open'])
  await two.pay(1)
  for (const reader of [atOne, atTwo]) {
    await expect.poll(() => reader.states().at(-1)?.attempts.length).toBe(1)
  }
  await paid(1, 'to-one', one)
  for (const reader of [atOne, atTwo]) await expect.poll(() => statuses(reader).at(-1)).toBe('paid')
  expect(atOne.events().at(-1)).toEqual(atTwo.events().at(-1))
  for (const reader of readers) reader.close()
  await one.close()
  await two.close()
  rmSync(folder, { recursive: true })
})

test('closing the service ends every stream', async () => {
  const reader = await open()
  await showing(reader).toEqual(['open'])
  await shop.service.close()
  await expect.poll(() => reader.isOpen()).toBe(false)
})

test('the web form of a stream carries the same bytes, and ends with its reader', async () => {
  await shop.pay(1)
  const response = await shop.service.fetch(
    new Request('http://127.0.0.1/api/payments/payments/cart-1/events', {
      headers: { cookie: 'session=ada' },
    }),
  )
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body?.getReader()
  let text = ''
  while (!text.includes('data:')) text += new TextDecoder().decode((await reader?.read())?.value)
  expect(text).toContain('"status":"open"')
  await reader?.cancel()
  await expect.poll(() => shop.events.at(-1)).toMatchObject({ type: 'stream', change: 'left', open: 0 })
})
