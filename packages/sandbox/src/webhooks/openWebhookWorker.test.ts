import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { LogEntry } from '../log.ts'
import { amount, cards, startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'
import { secret, startReceiver } from './startReceiver.fixture.ts'

const longEnough = 1_500

async function start(options: Parameters<typeof startSandbox>[0] = {}) {
  const receiver = await startReceiver()
  const clock = createTestClock()
  const sandbox = await startSandbox({ clock, webhook: { url: receiver.url, secret }, ...options })
  /** Waits until the company has taken note of the answers to its deliveries. */
  const noted = (event: LogEntry['event'], count: number) =>
    vi.waitFor(() => expect(sandbox.logged.filter((entry) => entry.event === event)).toHaveLength(count))
  return { ...sandbox, clock, receiver, noted }
}

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a webhook is signed, and tells what happened to which payment', async () => {
  const { pay, clock, receiver } = await start()
  const payment = await pay()
  clock.advance(clock.nextIn() ?? 0)
  const [delivery] = await receiver.received(1)
  const [event] = payment.events
  expect(delivery?.message).toEqual({
    id: event?.id,
    type: 'payment.captured',
    createdAt: event?.createdAt,
    data: { paymentId: payment.id, reference: 'order-1', amount },
  })
  expect(delivery?.headers).toMatchObject({
    'webhook-id': event?.id,
    'webhook-timestamp': String(Math.floor(clock.now() / 1000)),
    'content-type': 'application/json',
  })
})

test('every event has its webhook, with its reason or its amount', async () => {
  const { pay, api, clock, receiver } = await start()
  await pay(cards.decline)
  const { id } = await pay(cards.challenge)
  await api('POST', `/v1/payments/${id}/cancel`)
  const paid = await pay()
  const part = { value: 49, currency: 'EUR' }
  const refund = { amount: part, reference: 'back-1' }
  await api('POST', `/v1/payments/${paid.id}/refund`, refund, { 'idempotency-key': 'r' })
  clock.advance(longEnough)
  const told = (await receiver.received(4)).map(({ message }) => [message.type, message.data])
  expect(Object.fromEntries(told)).toMatchObject({
    'payment.failed': { error: { code: 'card_declined' } },
    'payment.canceled': { paymentId: id },
    'payment.captured': { paymentId: paid.id, amount },
    'payment.refunded': { paymentId: paid.id, amount: part, operationReference: 'back-1' },
  })
})

test.each([
  [0, 50],
  [0.5, 775],
  [0.999999, 1_500],
])('with the random number %d a webhook leaves after %i ms and not before', async (random, delay) => {
  const { pay, clock, receiver } = await start({ random: () => random })
  await pay()
  expect(clock.nextIn()).toBe(delay)
  clock.advance(delay - 1)
  expect(receiver.deliveries).toEqual([])
  expect(clock.nextIn()).toBe(1)
  clock.advance(1)
  await receiver.received(1)
})

test('the seed decides the delays', async () => {
  const delays = async (seed: string) => {
    const { pay, clock, receiver } = await start({ seed })
    const found: (number | undefined)[] = []
    for (let count = 1; count <= 4; count += 1) {
      await pay()
      found.push(clock.nextIn())
      clock.advance(longEnough)
      await receiver.received(count)
    }
    return found
  }
  const first = await delays('one')
  expect(await delays('one')).toEqual(first)
  expect(await delays('two')).not.toEqual(first)
})

test('a refused webhook comes again with the same id, signed anew, later each time', async () => {
  const { pay, clock, receiver, noted, logged } = await start()
  receiver.answer = () => (receiver.deliveries.length < 4 ? 503 : 204)
  await pay()
  clock.advance(longEnough)
  for (let attempt = 1; attempt < 4; attempt += 1) {
    await noted('webhook-refused', attempt)
    clock.advance(500 * 2 ** (attempt - 1) - 1)
    expect(receiver.deliveries).toHaveLength(attempt)
    clock.advance(1)
    await receiver.received(attempt + 1)
  }
  await noted('webhook-delivered', 1)
  expect(new Set(receiver.deliveries.map(({ message }) => message.id)).size).toBe(1)
  const times = receiver.deliveries.map(({ headers }) => headers['webhook-timestamp'])
  expect(new Set(times).size).toBeGreaterThan(1)
  expect(logged.filter(({ event }) => event === 'webhook-refused')).toMatchObject([
    { attempt: 1, reason: 'status 503', retryIn: 500 },
    { attempt: 2, reason: 'status 503', retryIn: 1_000 },
    { attempt: 3, reason: 'status 503', retryIn: 2_000 },
  ])
  expect(clock.nextIn()).toBeUndefined()
})

test('the pause between two tries never exceeds 30 seconds', async () => {
  const send = vi.fn(async () => new Response(null, { status: 500 }))
  const { pay, clock, noted, logged } = await start({ fetch: send })
  await pay()
  clock.advance(longEnough)
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    await noted('webhook-refused', attempt)
    clock.advance(clock.nextIn() ?? 0)
  }
  await noted('webhook-refused', 13)
  const pauses = logged.flatMap((entry) => (entry.event === 'webhook-refused' ? [entry.retryIn] : []))
  expect(pauses.slice(0, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(Math.max(...pauses)).toBe(30_000)
})

test('a receiver that hangs on one webhook gets the others, and that one again', async () => {
  const { pay, clock, receiver, noted } = await start()
  const stuck = await pay(cards.approve, { reference: 'stuck' })
  receiver.answer = ({ message }) => (message.data.paymentId === stuck.id ? 'hang' : 204)
  clock.advance(longEnough)
  await receiver.received(1)
  await pay(cards.approve, { reference: 'free' })
  await pay(cards.approve, { reference: 'free' })
  clock.advance(longEnough)
  await receiver.received(3)
  await noted('webhook-delivered', 2)
  receiver.answer = () => 204
  clock.advance(10_000)
  await noted('webhook-refused', 1)
  clock.advance(500)
  await noted('webhook-delivered', 3)
})

test('a receiver that is not there is tried again', async () => {
  const { pay, clock, noted, logged } = await start({ webhook: { url: 'http://127.0.0.1:1/', secret } })
  await pay()
  clock.advance(longEnough)
  await noted('webhook-refused', 1)
  expect(logged).toContainEqual(expect.objectContaining({ reason: 'unreachable' }))
  expect(clock.nextIn()).toBe(500)
})

test('a redirect is not followed: the message goes to the address that was agreed', async () => {
  const elsewhere = await startReceiver()
  const send: typeof fetch = (url, init) =>
    init?.redirect === 'manual'
      ? Promise.resolve(new Response(null, { status: 307, headers: { location: elsewhere.url } }))
      : fetch(url, init)
  const { pay, clock, noted } = await start({ fetch: send })
  await pay()
  clock.advance(longEnough)
  await noted('webhook-refused', 1)
  expect(elsewhere.deliveries).toEqual([])
})

test('what was not delivered when the company closed goes on after its next start', async () => {
  const database = join(createFolder(), 'sandbox.db')
  const first = await start({ database })
  first.receiver.answer = () => 'hang'
  const underWay = await first.pay()
  first.clock.advance(longEnough)
  await first.receiver.received(1)
  const notYet = await first.pay()
  await first.close()
  expect(first.receiver.deliveries).toHaveLength(1)

  const second = await start({ database, clock: createTestClock(first.clock.now() + longEnough) })
  const again = await second.receiver.received(2)
  expect(new Set(again.map(({ message }) => message.data.paymentId))).toEqual(
    new Set([underWay.id, notYet.id]),
  )
  await second.noted('webhook-delivered', 2)
  await second.close()

  const third = await start({ database })
  expect(third.clock.nextIn()).toBeUndefined()
  expect(third.receiver.deliveries).toEqual([])
})

test('close leaves no timer behind', async () => {
  const { pay, clock, close } = await start()
  await pay()
  await close()
  expect(clock.nextIn()).toBeUndefined()
})

test('without a receiver nothing is kept for later', async () => {
  const clock = createTestClock()
  const { pay } = await startSandbox({ clock })
  await pay()
  expect(clock.nextIn()).toBeUndefined()
})

test.each(['', 'secret', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_***'])(
  'the webhook secret "%s" is refused at once',
  async (wrong) => {
    await expect(startSandbox({ webhook: { url: 'http://127.0.0.1:1', secret: wrong } })).rejects.toThrow(
      'createSandbox: the webhook secret must be',
    )
  },
)

test('a signature of another key does not pass, so the tests above mean something', () => {
  const other = new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`)
  const headers = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': other.sign('evt_1', new Date(), '{}'),
  }
  expect(() => new Webhook(secret).verify('{}', headers)).toThrow('No matching signature')
})
