import { expect, test } from 'vitest'
import { startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'
import { secret, startReceiver } from './startReceiver.fixture.ts'

test('what happens to payments of every shape is told', async () => {
  const receiver = await startReceiver()
  const clock = createTestClock()
  const webhook = { url: receiver.url, secret }
  const { start, step, pay } = await startSandbox({ clock, webhook, pendingSeconds: 2 })
  const gift = { number: '6000 0000 0001 1000', pin: '1234' }
  const qr = await start('qr')
  const hold = await start('gift', { gift })
  await step(hold, 'cancel')
  const setup = await pay(undefined, { amount: { value: 0, currency: 'EUR' }, store: true })
  clock.advance(4_000)
  const deliveries = await receiver.received(5)
  const told = deliveries.map(({ message: { type, data } }) => [data.paymentId, type, data.amount?.value])
  expect(told).toHaveLength(5)
  expect(told).toEqual(
    expect.arrayContaining([
      [qr.id, 'payment.pending', undefined],
      [qr.id, 'payment.expired', undefined],
      [hold.id, 'payment.authorized', 1000],
      [hold.id, 'payment.voided', 1000],
      [setup.id, 'payment.authorized', 0],
    ]),
  )
  expect(JSON.stringify(deliveries)).not.toContain('6000')
})
