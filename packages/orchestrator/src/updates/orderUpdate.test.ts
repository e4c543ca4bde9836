import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSandboxWorld, type SandboxWorld } from '../sandboxWorld.fixture.ts'
import { allMethods, eventually, type World } from '../world.fixture.ts'

let company: SandboxWorld
let world: World
beforeEach(async () => {
  company = await openSandboxWorld({ configuration: allMethods })
  world = company.world
  const card = { number: '4111111111111111', expiry: '12/40', cvc: '123' }
  const { id } = await company.post('/v1/tokens', card)
  await world.pay({ data: { token: id } })
})
afterEach(() => company.close())

const tracking = { name: 'PostNL', number: '3S-1234' }
const amount = { value: 500, currency: 'EUR' }
const told = (updateId: string) =>
  world.messages.filter(({ orderUpdateId }) => orderUpdateId === updateId).map(({ kind }) => kind)

test('what the shop sends over its bus is refunded and shipped at the company, and comes back over the bus', async () => {
  const about = { orderId: 'payment-1' }
  await world.send({ ...about, updateId: 'back-1', status: 'refunded', refund: { amount } })
  await world.send({ ...about, updateId: 'back-1', status: 'refunded', refund: { amount } })
  await world.send({ ...about, updateId: 'ship-1', status: 'shipped', tracking })
  await world.send({
    ...{ ...about, updateId: 'back-2', status: 'refunded' },
    refund: { amount: { ...amount, value: 5000 } },
  })
  await eventually(() => expect(told('back-1')).toEqual(['refunded']))
  await eventually(() => expect(told('ship-1')).toEqual(['shipped']))
  await eventually(() => expect(told('back-2')).toEqual(['order_update_rejected']))
  expect((await company.ask('GET', '/ledger')).kept).toEqual([{ value: 1499, currency: 'EUR' }])
  const { body } = await world.call('GET', '/payment/payment-1')
  const { facts } = body.attempts[0]
  expect(facts[0]).toMatchObject({ kind: 'captured' })
  const updates = facts.slice(1).map(({ orderUpdateId }: { orderUpdateId?: string }) => orderUpdateId)
  expect(updates.sort()).toEqual(['back-1', 'ship-1'])
})
