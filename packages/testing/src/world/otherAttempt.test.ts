import { createPaymentClient, type PaymentClient } from '@payloom/core'
import { expect, test } from 'vitest'
import { createFakeWorld } from './createFakeWorld.ts'
import { otherAttemptId } from './otherAttempt.ts'
import type { Scenario } from './Scenario.ts'

const own = 'a'.repeat(32)

function openShop(scenario: Scenario) {
  const world = createFakeWorld({ scenario })
  return {
    world,
    client: createPaymentClient({ baseUrl: 'https://shop.example/api/payments', fetch: world.fetch }),
  }
}

async function order(client: PaymentClient, change: { attemptId?: string; supersede?: string } = {}) {
  const { methods } = await client.loadMethodList({})
  const { provider = '', method = '', quote = '' } = methods[0] ?? {}
  const ref = { paymentId: 'payment-1', attemptId: own }
  return client.validate({ ...ref, provider, method, quote, purpose: 'pay', data: {}, ...change })
}

test.each([
  ['in-progress-redirect', { outcome: 'redirect' }, 'Bank transfer'],
  ['in-progress-action', { outcome: 'action' }, 'Card'],
  ['in-progress-display', { outcome: 'pending', display: { kind: 'qr' } }, 'QR code'],
  ['in-progress-placed', { outcome: 'complete' }, 'Cash on delivery'],
] as const)(
  '%s: the first order is told of the other, and the second may end it',
  async (scenario, result, title) => {
    const { client } = openShop(scenario)
    const refused = await order(client).catch((error: Error) => error)
    expect(refused).toMatchObject({
      code: 'attempt-in-progress',
      details: { result: { ...result, attemptId: otherAttemptId, state: { attempts: [{ title }] } } },
    })
    const paid = await order(client, { attemptId: 'b'.repeat(32), supersede: otherAttemptId })
    expect(paid).toMatchObject({
      outcome: 'complete',
      state: { status: 'paid', attempts: [{ status: 'canceled', live: false }, { status: 'paid' }] },
    })
  },
)

test('the other window can go on all the same: then the payment is paid', async () => {
  const { client, world } = openShop('in-progress-redirect')
  await order(client).catch(() => {})
  world.hear('captured', undefined, otherAttemptId)
  expect(world.payment()).toMatchObject({ status: 'paid', settled: true })
  await expect(order(client, { supersede: otherAttemptId })).rejects.toMatchObject({ code: 'already-paid' })
})

test('already-paid: the first order is told so', async () => {
  const { client } = openShop('already-paid')
  await expect(order(client)).rejects.toMatchObject({
    code: 'already-paid',
    details: { state: { status: 'paid' } },
  })
})

test('late-success: what was ended brings its money all the same', async () => {
  const { client, world } = openShop('late-success')
  await order(client).catch(() => {})
  expect(await order(client, { supersede: otherAttemptId })).toMatchObject({ outcome: 'complete' })
  expect(world.payment()).toMatchObject({ status: 'paid', overpaid: true })
})

test('a company cannot tell of an attempt that there is not', () => {
  const { world } = openShop('approve')
  expect(() => world.hear('captured', undefined, own)).toThrow('place an order first')
})
