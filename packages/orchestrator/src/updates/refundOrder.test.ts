import { expect, test } from 'vitest'
import { attemptId } from '../world.fixture.ts'
import { openUpdateWorld } from './updateWorld.fixture.ts'

const second = 'b'.repeat(32)
const eur = (value: number) => [{ value, currency: 'EUR' }]
const gift = { number: '6000123456781000', pin: '1234' }

/** A gift card that pays 10.00, and a card that pays the rest. */
async function openSplit() {
  const world = await openUpdateWorld()
  const giftId = await world.pay({ method: 'gift', data: gift })
  await world.payByCard({ attemptId: second, total: 9.99, amount: 9.99 })
  await world.work()
  await world.deliver()
  expect(await world.kept()).toEqual(eur(1999))
  return { world, giftId }
}

test('a refund that is published twice goes back once, and is told once (E10, E11)', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  await world.refund('back-1', 500)
  await world.work()
  await world.refund('back-1', 500)
  await world.work()
  await world.deliver()
  expect(await world.kept()).toEqual(eur(1499))
  expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
  const states = world.log.flatMap((entry) => (entry.event === 'order-update-received' ? entry.state : []))
  expect(states).toEqual(['accepted', 'known', 'known'])
  expect(await world.context().store.findUpdate('back-1')).toMatchObject({ state: 'done' })
})

test('two refunds of the same amount are two (E11)', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  await world.refund('back-2', 500)
  await world.work()
  expect(await world.kept()).toEqual(eur(999))
  for (const updateId of ['back-1', 'back-2']) {
    expect(world.toldOf(updateId)).toEqual([{ kind: 'refunded', amount: 500 }])
  }
})

test('another refund under a known name is not done: the first stands', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  await world.refund('back-1', 600)
  await world.work()
  expect(await world.kept()).toEqual(eur(1499))
  expect(world.log).toContainEqual(
    expect.objectContaining({ event: 'order-update-received', state: 'mismatch' }),
  )
})

test.each(['before', 'lost'] as const)(
  'a company that fails (%s) is asked again, and gives back once (E11)',
  async (fault) => {
    const world = await openUpdateWorld()
    await world.payByCard()
    await world.refund('back-1', 500)
    world.fault = fault
    await world.work(1)
    expect(world.toldOf('back-1')).toEqual([])
    world.kill()
    await world.work()
    await world.deliver()
    expect(await world.kept()).toEqual(eur(1499))
    expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
  },
)

test('a process that dies between the company’s answer and its own record gives back once (E11)', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  const dies = () => Promise.reject(new Error('killed'))
  world.kill({ store: (store) => ({ ...store, settleUpdateStep: dies }) })
  await world.work(2)
  expect(await world.kept()).toEqual(eur(1499))
  expect(world.toldOf('back-1')).toEqual([])
  world.kill()
  await world.work()
  await world.deliver()
  expect(await world.kept()).toEqual(eur(1499))
  expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
})

test('a webhook that is faster than the answer is the same fact, and ends the update', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  world.fault = 'lost'
  await world.work(1)
  await world.deliver()
  expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
  // The company has forgotten the name meanwhile: that it was done is known all the same.
  world.kill({ connectors: [{ ...world.connector, refund: async () => ({ refused: 'too_late' }) }] })
  await world.work()
  expect(await world.context().store.findUpdate('back-1')).toMatchObject({ state: 'done' })
  expect(world.messages.filter(({ kind }) => kind === 'refunded')).toHaveLength(1)
})

test('a fact that its company tells without its name is told once more when it turns out what it came of', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  const { connector } = world
  const nameless: typeof connector = {
    ...connector,
    readWebhook(headers, body) {
      const reading = connector.readWebhook?.(headers, body)
      if (reading?.kind !== 'event') return { kind: 'rejected', reason: 'bad-shape' }
      const { reference: _, ...fact } = reading.event.fact
      return { kind: 'event', event: { ...reading.event, fact } }
    },
  }
  world.kill({ connectors: [nameless] })
  world.fault = 'lost'
  await world.work(1)
  await world.deliver()
  expect(world.toldOf('back-1')).toEqual([])
  await world.work()
  const refunds = world.messages.filter(({ kind }) => kind === 'refunded')
  expect(refunds.map(({ orderUpdateId }) => orderUpdateId)).toEqual([undefined, 'back-1'])
  expect(new Set(refunds.map(({ factId }) => factId)).size).toBe(1)
})

test('a refund is spread over what paid, the newest first, and its parts make its whole', async () => {
  const { world } = await openSplit()
  await world.refund('back-1', 1500)
  await world.work()
  expect(world.toldOf('back-1')).toEqual([
    { kind: 'refunded', amount: 999 },
    { kind: 'refunded', amount: 501 },
  ])
  await world.refund('back-2')
  await world.work()
  expect(world.toldOf('back-2')).toEqual([{ kind: 'refunded', amount: 499 }])
  expect(await world.kept()).toEqual(eur(0))
  await world.refund('back-3')
  await world.work()
  expect(world.toldOf('back-3')).toEqual([{ kind: 'order_update_rejected', reason: 'nothing-left' }])
})

test('one that goes on after half of it has the other half of before', async () => {
  const { world } = await openSplit()
  await world.refund('back-1', 1500)
  let settled = 0
  world.kill({
    store: (store) => ({
      ...store,
      async settleUpdateStep(...step) {
        settled += 1
        if (settled > 1) throw new Error('killed')
        await store.settleUpdateStep(...step)
      },
    }),
  })
  await world.work(2)
  world.kill()
  await world.work()
  await world.deliver()
  expect(await world.kept()).toEqual(eur(499))
  expect(world.toldOf('back-1')).toHaveLength(2)
})

test('what a company refuses after another gave its part is told truthfully', async () => {
  const { world, giftId } = await openSplit()
  // The company's own staff; its webhook is late.
  await world.ask('POST', `/v1/payments/${giftId}/refund`, {
    ...{ amount: { value: 900, currency: 'EUR' }, reference: 'staff' },
  })
  await world.refund('back-1', 1500)
  await world.work()
  expect(world.toldOf('back-1')).toEqual([
    { kind: 'refunded', amount: 999 },
    { kind: 'order_update_rejected', amount: 501, reason: 'partly-refunded (amount_too_large)' },
  ])
  expect(await world.kept()).toEqual(eur(100))
  await world.deliver()
  await world.refund('back-2', 100)
  await world.work()
  expect(world.toldOf('back-2')).toEqual([{ kind: 'refunded', amount: 100 }])
})

test.each([
  ['more than was paid', 2000, 'EUR', 'refund-too-large'],
  ['another currency', 500, 'USD', 'currency-mismatch'],
  ['nothing', 0, 'EUR', 'invalid-amount'],
])('a refund of %s is refused at the last gate too (H11)', async (_, value, currency, reason) => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', value, currency)
  await world.work()
  await world.refund('back-1', value, currency)
  await world.work()
  expect(world.toldOf('back-1')).toEqual([{ kind: 'order_update_rejected', reason, amount: value }])
  expect(world.messages.at(-1)).toEqual({
    ...{ orderId: 'payment-1', status: 'order_update_rejected', kind: 'order_update_rejected', reason },
    ...{ orderUpdateId: 'back-1', amount: { value, currency } },
    messageId: expect.stringMatching(/^update-rejected-[0-9a-f]{32}$/),
  })
  expect(await world.kept()).toEqual(eur(1999))
})

test('money that the ledger has not heard of yet is asked for before a refund is refused', async () => {
  const world = await openUpdateWorld()
  const id = await world.pay({ method: 'banktransfer' })
  await world.ask('POST', `/v1/test_helpers/payments/${id}/succeed`)
  await world.refund('back-1', 500)
  await world.work()
  expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
})

test('a refund of what was never captured is refused', async () => {
  const world = await openUpdateWorld()
  await world.pay({ method: 'banktransfer' })
  await world.refund('back-1', 500)
  await world.work()
  expect(world.toldOf('back-1')).toMatchObject([{ reason: 'nothing-captured' }])
})

test('held money gives no part back, and is let go when all is to go back', async () => {
  const world = await openUpdateWorld()
  await world.pay({ method: 'gift', data: gift })
  await world.refund('back-1', 400)
  await world.work()
  expect(world.toldOf('back-1')).toMatchObject([{ reason: 'nothing-captured' }])
  await world.refund('back-2')
  await world.work()
  await world.deliver()
  expect(world.toldOf('back-2')).toEqual([{ kind: 'voided', amount: 1000 }])
  expect(await world.context().store.findUpdate('back-2')).toMatchObject({ state: 'done' })
})

test('a void that its webhook tells first is the update’s too', async () => {
  const world = await openUpdateWorld()
  await world.pay({ method: 'gift', data: gift })
  await world.refund('back-1')
  world.fault = 'lost'
  await world.work(1)
  await world.deliver()
  await world.work()
  expect(world.toldOf('back-1')).toEqual([{ kind: 'voided', amount: 1000 }])
})

test('late money that goes back by itself gives nothing to a refund', async () => {
  const world = await openUpdateWorld()
  const id = await world.pay({ method: 'banktransfer' })
  await world.payByCard({ attemptId: second })
  await world.ask('POST', `/v1/test_helpers/payments/${id}/succeed`)
  await world.deliver()
  expect(world.log).toContainEqual({ event: 'duplicate-found', attemptId })
  await world.refund('back-1', 500)
  await world.refund('back-2', 1600)
  await world.work()
  await world.deliver()
  expect(await world.kept()).toEqual(eur(1499))
  expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
  expect(world.toldOf('back-2')).toMatchObject([{ reason: 'refund-too-large' }])
})

test('money that was chosen to go back after the plan was made is not asked for', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  const { store } = world.context()
  const update = await store.findUpdate('back-1')
  if (update) await store.planUpdate(update)
  await world.database.run('UPDATE attempts SET returned_at = ?', '2026-11-22T10:00:00Z')
  world.kill({ store: (own) => ({ ...own, keepIfNeeded: async () => false }) })
  await world.work()
  expect(world.toldOf('back-1')).toMatchObject([{ reason: 'being-returned' }])
})

test('a payment that nobody knows is waited for, three days', async () => {
  const world = await openUpdateWorld()
  await world.refund('back-1', 500)
  await world.work()
  expect(world.toldOf('back-1')).toEqual([])
  world.clock.advance(72 * 3_600_000)
  await world.work()
  expect(world.toldOf('back-1')).toEqual([
    { kind: 'order_update_rejected', reason: 'unknown-payment', amount: 500 },
  ])
})

test('a refund that comes before its payment is known is done then', async () => {
  const world = await openUpdateWorld()
  await world.refund('back-1', 500)
  await world.work(3)
  await world.payByCard()
  await world.work()
  expect(await world.kept()).toEqual(eur(1499))
})

test('a payment that its company does not know any more is given up after three days', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  const unknown = async () => 'unknown' as const
  world.kill({ connectors: [{ ...world.connector, refund: unknown }] })
  await world.refund('back-1', 500)
  await world.work()
  expect(world.toldOf('back-1')).toEqual([])
  world.clock.advance(72 * 3_600_000)
  await world.work()
  expect(world.toldOf('back-1')).toMatchObject([{ reason: 'unknown-payment' }])
})

test('a company that is not configured any more is waited for, three days if it was not asked, else for good', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.refund('back-1', 500)
  world.fault = 'before'
  await world.work(1)
  world.kill({ connectors: [] })
  await world.refund('back-2', 500)
  await world.work(2)
  world.clock.advance(72 * 3_600_000)
  await world.work(2)
  expect(world.toldOf('back-1')).toEqual([])
  expect(world.toldOf('back-2')).toMatchObject([{ reason: 'unknown-payment' }])
})

test('a company without refunds refuses them, in words that fit', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  const { refund: _, ...without } = world.connector
  world.kill({ connectors: [without] })
  await world.refund('back-1', 500)
  await world.work()
  expect(world.toldOf('back-1')).toMatchObject([{ reason: 'unsupported' }])
  const says = async () => ({ refused: `${'x'.repeat(200)}<script>` })
  world.kill({ connectors: [{ ...world.connector, refund: says }] })
  await world.refund('back-2', 500)
  await world.work()
  expect(world.toldOf('back-2')).toMatchObject([{ reason: 'x'.repeat(100) }])
})

test('a refund that is named by the company’s payment comes from that one', async () => {
  const { world, giftId } = await openSplit()
  const amount = { value: 300, currency: 'EUR' }
  await world.tell({
    ...{ updateId: 'back-1', orderId: 'payment-1', status: 'refunded' },
    refund: { transactionId: giftId, amount },
  })
  await world.work()
  expect(world.messages.find(({ orderUpdateId }) => orderUpdateId === 'back-1')).toMatchObject({
    ...{ attemptId, amount },
  })
})
