import { expect, test } from 'vitest'
import { paymentResult } from '../attempt/payment.fixture.ts'
import type { Clock } from '../client/Clock.ts'
import type { PaymentOutcome } from '../contract/paymentResult.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { awakeClock } from './awakeClock.ts'
import { cancelAttempt } from './cancelAttempt.ts'
import { lostAnswer, openPlacing, type Placing } from './placing.fixture.ts'

const hour = 60 * 60_000
const redirect: PaymentOutcome = {
  ...{ outcome: 'redirect', url: 'https://bank.example/', method: 'GET', fields: [] },
}
const step: PaymentOutcome = { outcome: 'action', action: { type: 'scripted.step' } }
const canceled = paymentResult({ outcome: 'canceled' })

/** Closes the laptop: no timer runs, and what is due is late when it wakes. */
function sleep({ context, clock }: Placing): void {
  const now = clock.now() + hour
  const asleep: Clock = { ...context.clock, now: () => now }
  context.clock.now = asleep.now
}

/** The clock of a laptop. */
const open = async () => {
  const placing = await openPlacing({ redirectOrigins: ['https://bank.example'] })
  return placing
}

test.each([
  ['the method', 'collect'],
  ['a check of the page', 'check'],
])('an order that waits for %s while the laptop sleeps is not sent when it wakes (B8)', async (_, who) => {
  const placing = await open()
  let wake = (): void => {}
  const waiting = new Promise<void>((resolve) => {
    wake = resolve
  })
  if (who === 'collect') {
    placing.provider.script.collect = () => waiting.then(() => ({ data: { token: 'old' } }))
  }
  const beforeSubmit = who === 'check' ? () => waiting.then(() => true) : undefined
  const placed = placing.place({ beforeSubmit })
  await placing.clock.advance(0)
  sleep(placing)
  wake()
  expect(await placed).toMatchObject({ kind: 'not-sent', error: { retry: 'same' } })
  expect(placing.client.requests('validate')).toEqual([])
  expect(placing.view().phase).toBe('ready')
})

test.each([
  ['a page of the company', redirect],
  ['a step', step],
])('%s that is found when a laptop wakes is neither opened nor ended by itself (B8)', async (_, outcome) => {
  const placing = await open()
  const { client, clock, view, provider, navigations } = placing
  client.answer('validate', lostAnswer())
  client.answer('readAttempt', paymentResult(outcome))
  client.answer('cancelPayment', canceled)
  void placing.place()
  await clock.advance(0)
  sleep(placing)
  await clock.advance(500)
  expect(view()).toMatchObject({ phase: 'confirming', result: outcome })
  expect(navigations).toEqual([])
  expect(provider.log).not.toContain('perform scripted.step')
  expect(client.requests('cancelPayment')).toEqual([])
  await cancelAttempt(placing.context)
  expect(view().phase).toBe('canceled')
})

test('a challenge that stood open while the laptop slept still stands when it wakes (B8)', async () => {
  const placing = await open()
  placing.client.answer('validate', paymentResult(step))
  placing.client.answer('cancelPayment', canceled)
  placing.provider.script.perform = (_action, host) => {
    host.open({}).catch(() => {})
    return new Promise(() => {})
  }
  void placing.place()
  await placing.clock.advance(0)
  sleep(placing)
  await placing.clock.advance(10 * 60_000)
  expect(placing.view().phase).toBe('acting')
  expect(placing.client.requests('cancelPayment')).toEqual([])
})

test('a timer that is over when the tab wakes begins anew; one that is a little late does not', async () => {
  const clock = createManualClock()
  let offset = 0
  let rings = 0
  const awake = awakeClock({ now: () => clock.now() + offset, setTimer: clock.setTimer })
  awake.setTimer(() => rings++, 1_000)
  offset = hour
  await clock.advance(1_000)
  expect(rings).toBe(0)
  offset += 60_000
  await clock.advance(1_000)
  expect(rings).toBe(1)
  const stop = awake.setTimer(() => rings++, 1_000)
  offset += hour
  await clock.advance(1_000)
  stop()
  await clock.advance(10_000)
  expect(rings).toBe(1)
})
