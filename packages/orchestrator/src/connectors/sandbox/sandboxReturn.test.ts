import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSandboxWorld, type SandboxWorld } from '../../sandboxWorld.fixture.ts'
import { allMethods, attemptId, eventually, type World } from '../../world.fixture.ts'

let company: SandboxWorld
let world: World
beforeEach(async () => {
  company = await openSandboxWorld({ configuration: allMethods })
  world = company.world
})
afterEach(() => company.close())

const second = 'b'.repeat(32)
const payByCard = async (amount = 19.99): Promise<void> => {
  const { id } = await company.post('/v1/tokens', { number: '4111111111111111', expiry: '12/40', cvc: '123' })
  await world.pay({ attemptId: second, data: { token: id }, total: amount, amount })
  await told(second, 'captured')
}
const told = (attempt: string, kind: string): Promise<void> =>
  eventually(() =>
    expect(world.messages).toContainEqual(expect.objectContaining({ attemptId: attempt, kind })),
  )
const succeedLate = async (companyId: string): Promise<void> => {
  await company.ask('POST', `/v1/test_helpers/payments/${companyId}/succeed`)
}
const kept = async () => (await company.ask('GET', '/ledger')).kept

test('a transfer that arrives for an order that was canceled and paid by card goes back', async () => {
  const { body } = await world.pay({ method: 'banktransfer' })
  await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  await payByCard()
  await succeedLate(body.id)
  await told(attemptId, 'refunded')
  expect(await kept()).toEqual([{ value: 1999, currency: 'EUR' }])
})

test('a gift card beside a whole payment that arrives late gets its money back', async () => {
  const whole = await world.pay({ attemptId: second, method: 'banktransfer' })
  await world.call('POST', '/payment/payment-1/cancel', { attemptId: second })
  const card = { number: '6000123456781000', pin: '1234' }
  await world.pay({ method: 'gift', data: card })
  await world.call('GET', '/payment/payment-1')
  await succeedLate(whole.body.id)
  await told(attemptId, 'voided')
  expect(await kept()).toEqual([{ value: 1999, currency: 'EUR' }])
  const question = { id: 'payment-1', currency: 'EUR', ...card }
  const { body } = await world.call('POST', '/payment-methods/sandbox/gift/balance', question)
  expect(body).toMatchObject({ balance: 10 })
})
