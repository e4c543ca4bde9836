import type { OrderUpdate } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { runChore } from '../chores/runChore.ts'
import { openUpdateWorld } from './updateWorld.fixture.ts'

const tracking = { name: 'PostNL', number: '3S-1234' }
const shipped = (more: Partial<OrderUpdate> = {}): OrderUpdate => ({
  ...{ updateId: 'ship-1', orderId: 'payment-1', status: 'shipped' },
  ...more,
})
const followed: OrderUpdate = shipped({ updateId: 'track-1', status: 'tracking_added', tracking })

test('goods that leave are told to the company once, and come back as one fact with its tracking', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.tell(shipped({ shipping: { items: [{ id: 'mug', quantity: 1 }] }, tracking }))
  world.fault = 'lost'
  await world.work(1)
  world.kill()
  await world.work()
  await world.tell(followed)
  await world.work()
  await world.deliver()
  expect(world.toldOf('ship-1')).toEqual([{ kind: 'shipped', tracking }])
  expect(world.toldOf('track-1')).toEqual([{ kind: 'tracking_added', tracking }])
  const { payments } = (await world.ask('GET', '/ledger')) as { payments: { events: object[] }[] }
  expect(payments[0]?.events).toMatchObject([
    { type: 'payment.captured' },
    { type: 'payment.shipped', items: [{ id: 'mug', quantity: 1 }], tracking },
    { type: 'payment.shipped', items: [], tracking },
  ])
  expect(world.messages.at(1)).toMatchObject({ status: 'shipped', orderUpdateId: 'ship-1' })
})

test('what the company tells of a shipment that nobody here asked for is a fact of nobody’s update', async () => {
  const world = await openUpdateWorld()
  const id = await world.payByCard()
  await world.ask('POST', `/v1/payments/${id}/shipments`, { reference: 'staff', tracking })
  await world.deliver()
  expect(world.messages.at(1)).toMatchObject({ kind: 'shipped', tracking })
  expect(world.messages.at(1)).not.toHaveProperty('orderUpdateId')
})

test('without a company that ships, the orchestrator tells of it by itself', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  const { ship: _, ...without } = world.connector
  world.kill({ connectors: [without] })
  await world.tell(shipped({ tracking }))
  await world.tell(followed)
  await world.work()
  await world.work()
  expect(world.toldOf('ship-1')).toEqual([{ kind: 'shipped', tracking }])
  expect(world.toldOf('track-1')).toEqual([{ kind: 'tracking_added', tracking }])
})

test('a shipment that hangs at its company, or always fails, holds up no refund', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  let answer = (): void => undefined
  const ship = async () => {
    await new Promise<void>((resolve) => (answer = resolve))
    return 'unknown' as const
  }
  world.kill({ connectors: [{ ...world.connector, ship }] })
  const context = world.context()
  const run = (subject: string) =>
    runChore(context, { kind: 'order-update', subject, tries: 0, createdAt: world.clock.now() })
  await world.tell(shipped())
  await world.refund('back-1', 500)
  const shipping = run('ship-1')
  expect(await run('back-1')).toBe('done')
  expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
  answer()
  expect(await shipping).toBe('later')
  await world.refund('back-2')
  expect(await run('back-2')).toBe('done')
  expect(await world.kept()).toEqual([{ value: 0, currency: 'EUR' }])
})

test('an order that is placed and not paid is shipped, and no company hears of it', async () => {
  const world = await openUpdateWorld()
  await world.pay({ provider: 'plain', method: 'pickup' })
  await world.tell(shipped())
  await world.work()
  expect(world.toldOf('ship-1')).toEqual([{ kind: 'shipped' }])
})

test('an order that was neither paid nor placed is not shipped', async () => {
  const world = await openUpdateWorld()
  await world.pay({ data: { token: 'tok_unknown' } })
  await world.tell(shipped())
  await world.work()
  expect(world.toldOf('ship-1')).toEqual([{ kind: 'order_update_rejected', reason: 'not-paid' }])
})

test('a shipment that the company refuses is rejected with its reason, and the next one goes on', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  await world.tell(shipped({ tracking: { name: '', number: '1' } }))
  await world.work()
  expect(world.toldOf('ship-1')).toEqual([{ kind: 'order_update_rejected', reason: 'invalid_tracking' }])
  await world.tell(shipped({ updateId: 'ship-2' }))
  await world.work()
  expect(world.toldOf('ship-2')).toEqual([{ kind: 'shipped' }])
})

test('what was refunded can still be shipped, and a refund does not wait for a shipment', async () => {
  const world = await openUpdateWorld()
  await world.payByCard()
  world.kill({ connectors: [{ ...world.connector, ship: () => Promise.reject(new Error('down')) }] })
  await world.tell(shipped())
  await world.refund('back-1')
  await world.work(2)
  expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 1999 }])
  world.kill({ connectors: [world.connector] })
  await world.work()
  expect(world.toldOf('ship-1')).toEqual([{ kind: 'shipped' }])
})

test('an update that could not be stored is not acknowledged', async () => {
  const world = await openUpdateWorld()
  const full = () => Promise.reject(new Error('disk full'))
  world.kill({ store: (store) => ({ ...store, acceptUpdate: full }) })
  await expect(world.tell(shipped())).rejects.toMatchObject({ name: 'NotStoredError' })
})
