import { expect, test } from 'vitest'
import { amount, cards, startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'
import { secret, startReceiver } from '../webhooks/startReceiver.fixture.ts'
import type { Ledger } from './ledger.ts'
import type { Payment } from './payment.ts'

const minutes = (count: number) => count * 60_000
const back = 'http://127.0.0.1:5173/return'
type Sandbox = Awaited<ReturnType<typeof startSandbox>>

async function open() {
  const clock = createTestClock(Date.UTC(2026, 10, 22))
  const sandbox = await startSandbox({ clock })
  const succeed = async ({ id }: Payment) =>
    (await sandbox.api('POST', `/v1/test_helpers/payments/${id}/succeed`)).body as Payment
  return { ...sandbox, clock, succeed }
}

test.each<[string, (sandbox: Sandbox & { clock: ReturnType<typeof createTestClock> }) => Promise<Payment>]>([
  ['waits at a bank', ({ start }) => start('bank', { returnUrl: back })],
  ['asks a question', ({ pay }) => pay(cards.challenge)],
  ['is pending', ({ start }) => start('qr')],
  ['has failed', ({ pay }) => pay(cards.decline)],
  [
    'was canceled',
    async ({ start, step }) => {
      const payment = await start('banktransfer')
      return await step(payment, 'cancel')
    },
  ],
  [
    'has expired',
    async ({ start, clock, read }) => {
      const payment = await start('qr')
      clock.advance(minutes(15))
      return await read(payment)
    },
  ],
])('money can arrive for a payment that %s', async (_, make) => {
  const sandbox = await open()
  const before = await make(sandbox)
  const late = await sandbox.succeed(before)
  expect(late).toMatchObject({ status: 'succeeded', capturedAmount: amount, refundedAmount: { value: 0 } })
  for (const gone of ['error', 'action', 'redirect', 'display', 'expiresAt'])
    expect(late).not.toHaveProperty(gone)
  expect(late.events).toEqual([
    ...before.events,
    expect.objectContaining({ type: 'payment.captured', amount }),
  ])
  expect(((await sandbox.api('GET', '/ledger')).body as Ledger).kept).toEqual([amount])
})

test('it arrives once, and can be given back', async () => {
  const { start, succeed, api } = await open()
  const late = await succeed(await start('qr'))
  expect(await succeed(late)).toEqual(late)
  const refund = { amount, reference: 'back-1' }
  await api('POST', `/v1/payments/${late.id}/refund`, refund, { 'idempotency-key': 'r' })
  const { payments, kept } = (await api('GET', '/ledger')).body as Ledger
  expect([payments[0]?.refundedAmount, kept]).toEqual([amount, [{ value: 0, currency: 'EUR' }]])
})

test('a gift card that was given back pays what it has by then', async () => {
  const { start, step, succeed, api } = await open()
  const gift = { number: '6000 1234 5678 1000', pin: '1234' }
  const hold = await start('gift', { gift })
  await step(hold, 'cancel')
  await start('gift', { gift, amount: { value: 400, currency: 'EUR' } })
  expect(await succeed(hold)).toMatchObject({ status: 'authorized', authorizedAmount: { value: 600 } })
  const balance = { ...gift, currency: 'EUR' }
  expect((await api('POST', '/v1/gift-cards/balance', balance)).body).toMatchObject({ balance: { value: 0 } })
})

test('it is told like any other money', async () => {
  const receiver = await startReceiver()
  const clock = createTestClock()
  const { start, step, api } = await startSandbox({ clock, webhook: { url: receiver.url, secret } })
  const payment = await start('banktransfer')
  await step(payment, 'cancel')
  await api('POST', `/v1/test_helpers/payments/${payment.id}/succeed`)
  clock.advance(4_000)
  const told = (await receiver.received(3)).map(({ message }) => message)
  expect(told).toContainEqual(
    expect.objectContaining({
      type: 'payment.captured',
      data: { paymentId: payment.id, reference: 'order-1', amount },
    }),
  )
})
