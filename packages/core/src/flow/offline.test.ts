import { expect, test } from 'vitest'
import { idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import { lostAnswer, openPlacing } from './placing.fixture.ts'

const ref = { paymentId, attemptId: idOf('a') }
const paid = () =>
  paymentResult({ outcome: 'complete' }, { state: paymentState({ status: 'paid', settled: true }) })

test('an order is refused while the browser is offline, and never sent later by itself (B7)', async () => {
  const { place, client, online, clock, view } = await openPlacing()
  client.answer('validate', paid())
  online.value = false
  expect(await place()).toMatchObject({ kind: 'not-sent', error: { code: 'offline', retry: 'same' } })
  online.comeBack()
  await clock.advance(60 * 60_000)
  expect(client.requests('validate')).toEqual([])
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'offline' } })
})

test('an order that was sent before the browser went offline is read back at once when it is online again (B7)', async () => {
  const { place, client, online, clock, view } = await openPlacing()
  client.answer('validate', lostAnswer('offline'))
  client.answer('readAttempt', lostAnswer('offline'))
  const placed = place()
  online.value = false
  await clock.advance(20 * 60_000)
  expect(await placed).toEqual({ kind: 'unknown', ...ref })
  expect(view().phase).toBe('confirming')
  client.script('readAttempt', paid())
  online.comeBack()
  await clock.advance(0)
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  expect(client.requests('validate')).toHaveLength(1)
})

test('the shopper who waits for the answer does not wait for a timer when the browser is online again', async () => {
  const { place, client, online, clock } = await openPlacing()
  client.answer('validate', lostAnswer('offline'))
  client.answer('readAttempt', lostAnswer('offline'), lostAnswer('offline'), lostAnswer('offline'), paid())
  const placed = place()
  await clock.advance(4_000)
  online.comeBack()
  await clock.advance(0)
  expect(await placed).toMatchObject({ kind: 'result', result: { outcome: 'complete' } })
})

test('an order of unknown outcome is looked for as long as the page is open: every quarter of a minute, after ten minutes every minute (A3)', async () => {
  const { place, client, clock, view, closing } = await openPlacing()
  client.answer('validate', lostAnswer('timeout'))
  client.answer('readAttempt', lostAnswer('timeout'))
  void place()
  await clock.advance(15_500)
  const readings = () => client.requests('readAttempt').length
  expect(readings()).toBe(5)
  await clock.advance(10 * 60_000)
  expect(readings()).toBe(45)
  await clock.advance(2 * 60 * 60_000)
  expect(readings()).toBe(165)
  expect(view().phase).toBe('confirming')
  closing.abort()
  await clock.advance(0)
  expect(clock.waits()).toEqual([])
})
