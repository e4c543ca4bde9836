import { expect, test } from 'vitest'
import { cards, type StartedSandbox, startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'
import { secret, startReceiver } from '../webhooks/startReceiver.fixture.ts'
import type { Ledger } from './ledger.ts'
import type { Payment } from './payment.ts'

const tracking = { name: 'PostNL', number: '3S-1234' }
const items = [{ id: 'mug' }, { id: 'cup', quantity: 2 }]
const shipper =
  ({ api }: StartedSandbox, { id }: Payment) =>
  (reference: unknown, body: Record<string, unknown> = {}) =>
    api('POST', `/v1/payments/${id}/shipments`, { reference, ...body })

test('a shipment is in the payment and the ledger, is told with its tracking, and moves no money', async () => {
  const receiver = await startReceiver()
  const clock = createTestClock()
  const sandbox = await startSandbox({ clock, webhook: { url: receiver.url, secret } })
  const paid = await sandbox.pay()
  const { status, body } = await shipper(sandbox, paid)('ship-1', { items, tracking })
  expect(status).toBe(201)
  const [captured, shipped] = (body as Payment).events
  expect(captured?.type).toBe('payment.captured')
  expect(shipped).toEqual({
    ...{ id: expect.stringMatching(/^evt_/), type: 'payment.shipped', reference: 'ship-1', items, tracking },
    createdAt: expect.stringMatching(/Z$/),
  })
  expect(body).toMatchObject({ status: 'succeeded', capturedAmount: paid.capturedAmount })
  const { payments, kept } = (await sandbox.api('GET', '/ledger')).body as Ledger
  expect(payments[0]?.events).toContainEqual(shipped)
  expect(kept).toEqual([paid.amount])
  clock.advance(1_500)
  const told = (await receiver.received(2)).find(({ message }) => message.type === 'payment.shipped')
  expect(told?.message).toMatchObject({
    id: shipped?.id,
    data: { paymentId: paid.id, reference: 'order-1', operationReference: 'ship-1', items, tracking },
  })
})

test('the same reference is the same shipment; with other goods it is refused, and binds nothing else', async () => {
  const sandbox = await startSandbox()
  const paid = await sandbox.pay()
  const ship = shipper(sandbox, paid)
  const first = await ship('ship-1', { items })
  expect(await ship('ship-1', { items })).toMatchObject({ status: 201, body: first.body })
  expect(await ship('ship-1', { items: [] })).toMatchObject({
    ...{ status: 422, body: { error: { code: 'idempotency_mismatch' } } },
  })
  await ship('track-1', { items: [], tracking })
  const types = (await sandbox.read(paid)).events.map(({ type, reference }) => [type, reference])
  expect(types.slice(1)).toEqual([
    ['payment.shipped', 'ship-1'],
    ['payment.shipped', 'track-1'],
  ])
})

test('what is held can be shipped; what brought nothing cannot', async () => {
  const sandbox = await startSandbox()
  const held = await sandbox.start('gift', { gift: { number: '6000 0000 0001 1000', pin: '1234' } })
  expect((await shipper(sandbox, held)('ship-1')).status).toBe(201)
  const declined = await sandbox.pay(cards.decline)
  const setup = await sandbox.pay(cards.approve, { amount: { value: 0, currency: 'EUR' }, store: true })
  for (const payment of [declined, setup, await sandbox.step(held, 'cancel')]) {
    expect(await shipper(sandbox, payment)('ship-2')).toMatchObject({
      ...{ status: 422, body: { error: { code: 'not_paid' } } },
    })
  }
})

test.each([
  ['invalid_reference', { reference: '' }],
  ['invalid_reference', { reference: 7 }],
  ['invalid_items', { items: 'all' }],
  ['invalid_items', { items: [{}] }],
  ['invalid_items', { items: [{ id: 'mug', quantity: 0 }] }],
  ['invalid_items', { items: [{ id: 'mug', quantity: '1' }] }],
  ['invalid_items', { items: [null] }],
  ['invalid_tracking', { tracking: 'PostNL' }],
  ['invalid_tracking', { tracking: { name: 'PostNL' } }],
  ['invalid_tracking', { tracking: { name: 'PostNL', number: '' } }],
  ['invalid_tracking', { tracking: { name: 'Post\nNL', number: '1' } }],
])('%s: %j is refused', async (code, change) => {
  const sandbox = await startSandbox()
  const paid = await sandbox.pay()
  expect(await shipper(sandbox, paid)('ship-1', change)).toMatchObject({
    ...{ status: 422, body: { error: { code, field: Object.keys(change)[0] } } },
  })
  expect((await sandbox.read(paid)).events).toHaveLength(1)
})
