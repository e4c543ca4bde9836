import { createWebhookBus, createWebhookSigner } from '@payloom/bus'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attemptId, eur, openTestShop, type TestShop } from './testShop.fixture.ts'

const secret = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`
const body = JSON.stringify({
  orderId: 'cart-1',
  status: 'paid',
  kind: 'captured',
  factId: 'evt-1',
  attemptId: attemptId(1),
  amount: eur(2000),
})

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ bus: createWebhookBus({ secrets: [secret] }) })
  await shop.pay(1)
})
afterEach(() => shop.close())

const post = (headers: Record<string, string>, text = body) =>
  fetch(`${shop.url}/bus`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  })
const sign = (by = secret) => createWebhookSigner({ secrets: [by] }).sign('msg-1', body)

test('a signed message needs neither origin nor session, and is acknowledged once it is stored', async () => {
  const { status, headers } = await post(sign())
  expect(status).toBe(204)
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect((await shop.status()).status).toBe('paid')
})

test.each([
  ['of nobody', {}],
  ['by another secret', sign(`whsec_${Buffer.from('x'.repeat(32)).toString('base64')}`)],
  ['of another body', { ...createWebhookSigner({ secrets: [secret] }).sign('msg-1', '{}') }],
])('a message with the signature %s is refused and changes nothing', async (_, headers) => {
  expect((await post(headers)).status).toBe(400)
  expect((await shop.status()).status).toBe('open')
})

test('a signed message of no shape is refused, and the next one is taken', async () => {
  const poison = '{"orderId":"../x"}'
  const headers = createWebhookSigner({ secrets: [secret] }).sign('msg-0', poison)
  expect((await post(headers, poison)).status).toBe(400)
  expect((await post(sign())).status).toBe(204)
})

test('a message whose handler fails is not acknowledged', async () => {
  let broken = true
  shop.service.on('PAYMENT_STATUS_UPDATED', () => {
    if (broken) throw new Error('down')
  })
  expect((await post(sign())).status).toBe(500)
  broken = false
  expect((await post(sign())).status).toBe(204)
})

test('a body of more than 64 KB is refused', async () => {
  expect((await post(sign(), 'x'.repeat(70_000))).status).toBe(413)
})

test('a bus that is not fed by HTTP has no such address', async () => {
  await shop.close()
  shop = await openTestShop()
  expect((await post(sign())).status).toBe(404)
})
