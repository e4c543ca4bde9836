import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import { lostAnswer, openPlacing, type Placing, refusal } from './placing.fixture.ts'
import { recoverAttempt } from './recoverAttempt.ts'

const ref = { paymentId, attemptId: idOf('a') }
const pending = paymentResult({ outcome: 'pending' })
const canceled = paymentResult({ outcome: 'canceled' })
const burnt = paymentResult({ outcome: 'canceled' }, { step: 0 })
const burntOf = (status: string) => ({
  ...burnt,
  state: paymentState({ status, attempts: [attemptState({ attemptId: idOf('b'), status, live: false })] }),
})
const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)
const declined = paymentResult({ outcome: 'failed', error: { code: 'declined', retry: 'same' } })
const unknownAttempt = refusal('unknown-attempt', { status: 404 })

/** Places an order whose answer is lost. */
const lose = async (placing: Placing, error: Error = lostAnswer('timeout')) => {
  placing.client.answer('validate', error, paid)
  const outcome = placing.place()
  await placing.clock.advance(0)
  return outcome.then((value) => ({ value }))
}

test.each([
  ['the network failed', lostAnswer()],
  ['no answer came in time', lostAnswer('timeout')],
  ['the answer was no answer', lostAnswer('bad-response')],
  ['the shop broke', refusal('internal', { status: 500 })],
  ['the orchestrator was away', refusal('orchestrator-unavailable', { status: 503 })],
  ['something unheard of was thrown', new TypeError('odd')],
])('an order whose answer is lost is confirming and never sent again: %s (A2, A3)', async (_, error) => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', paid)
  const outcome = lose(placing, error)
  await placing.clock.advance(0)
  expect(placing.phases.at(-1)).toBe('confirming')
  await placing.clock.advance(500)
  expect(await outcome).toEqual({ value: { kind: 'result', result: paid } })
  expect(placing.client.requests('validate')).toHaveLength(1)
  expect(placing.phases.at(-1)).toBe('succeeded')
})

test('what the shop answered before it was lost decides: a decline too (A2)', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', lostAnswer(), declined)
  const outcome = lose(placing)
  await placing.clock.advance(1_500)
  expect(await outcome).toEqual({ value: { kind: 'result', result: declined } })
  expect(placing.view()).toMatchObject({ phase: 'failed', error: { code: 'declined' } })
})

test('the status may tell before the reading does', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', lostAnswer())
  const outcome = lose(placing)
  await placing.clock.advance(600)
  placing.status.applyStatus(paymentState({ status: 'paid' }))
  await placing.clock.advance(1_000)
  expect(await outcome).toEqual({ value: { kind: 'unknown', ...ref } })
  expect(placing.view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('a refusal in the status ends the wait as well', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', lostAnswer())
  void lose(placing)
  await placing.clock.advance(0)
  const error = { code: 'insufficient_funds', retry: 'same' } as const
  const attempts = [attemptState({ status: 'failed', live: false })]
  placing.status.applyStatus(paymentState({ status: 'failed', settled: true, error, attempts }))
  expect(placing.view()).toMatchObject({ phase: 'failed', error })
  await placing.clock.advance(60_000)
  expect(placing.client.requests('readAttempt')).toEqual([])
})

test.each([
  ['the end of it', [unknownAttempt], [burntOf('paid')]],
  ['the reading', [burntOf('paid')], []],
  ['the end of it, after a refund', [unknownAttempt], [burntOf('partially_refunded')]],
])(
  'an order that never arrived, of a payment that another tab has paid, is a success: %s says so (A3, B2)',
  async (_, readings, ends) => {
    const placing = await openPlacing()
    placing.client.answer('readAttempt', ...readings)
    placing.client.answer('cancelPayment', ...ends)
    const outcome = lose(placing, lostAnswer('network'))
    await placing.clock.advance(500)
    expect(await outcome).toMatchObject({
      value: { kind: 'result', result: { outcome: 'complete', attemptId: idOf('b'), paymentId } },
    })
    expect(placing.view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  },
)

test('an attempt that the server never saw is burnt before the button comes back (A1)', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', unknownAttempt)
  placing.client.answer('cancelPayment', burnt)
  const outcome = lose(placing, lostAnswer('offline'))
  await placing.clock.advance(500)
  const error = { code: 'offline', retry: 'same' }
  expect(await outcome).toEqual({ value: { kind: 'not-sent', error } })
  expect(placing.client.requests('cancelPayment')).toEqual([ref])
  expect(placing.view()).toMatchObject({ phase: 'ready', error })
  expect(placing.effects.at(-1)).toBe('unwatch')
  await placing.place()
  expect(placing.client.requests('validate').map(({ attemptId }) => attemptId)).toEqual([
    idOf('a'),
    idOf('b'),
  ])
})

test('an attempt that was burnt while the answer to that was lost too is not called canceled', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', unknownAttempt, burnt)
  placing.client.answer('cancelPayment', lostAnswer())
  const outcome = lose(placing)
  await placing.clock.advance(1_500)
  expect(await outcome).toMatchObject({ value: { kind: 'not-sent' } })
  expect(placing.view()).toMatchObject({ phase: 'ready', error: { code: 'timeout' } })
})

test('an attempt that turns up while it is burnt decides by what it came to', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', unknownAttempt)
  placing.client.answer('cancelPayment', paid)
  const outcome = lose(placing)
  await placing.clock.advance(500)
  expect(await outcome).toEqual({ value: { kind: 'result', result: paid } })
  expect(placing.phases.at(-1)).toBe('succeeded')
})

test('an attempt that is still running is read again until its step for the shopper shows', async () => {
  const placing = await openPlacing()
  const action = paymentResult({ outcome: 'action', action: { type: 'scripted.step' } })
  placing.client.answer('readAttempt', pending, pending, action)
  placing.client.answer('updatePayment', paid)
  const outcome = lose(placing)
  await placing.clock.advance(3_500)
  expect(await outcome).toEqual({ value: { kind: 'result', result: paid } })
  expect(placing.provider.log).toContain('perform scripted.step')
})

test('the shopper waits about fifteen seconds; the page goes on reading after that (A3)', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', ...Array.from({ length: 7 }, () => lostAnswer()), paid)
  const outcome = lose(placing)
  await placing.clock.advance(15_500)
  expect(await outcome).toEqual({ value: { kind: 'unknown', ...ref } })
  expect(placing.phases.at(-1)).toBe('confirming')
  expect(await placing.place()).toEqual({ kind: 'not-sent' })
  await placing.clock.advance(45_000)
  expect(placing.phases.at(-1)).toBe('succeeded')
})

test('an attempt that the shop knows and that stays open is an answer after that time, not before', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', ...Array.from({ length: 5 }, () => pending), declined)
  const outcome = lose(placing)
  await placing.clock.advance(15_000)
  expect(placing.view()).toEqual({ phase: 'confirming', ...ref })
  expect(placing.status.get(paymentId).status).toBe('ready')
  await placing.clock.advance(500)
  expect(await outcome).toEqual({ value: { kind: 'result', result: pending } })
  expect(placing.view()).toMatchObject({ phase: 'confirming', result: pending })
  await placing.clock.advance(15_000)
  expect(placing.view()).toMatchObject({ phase: 'failed', error: { code: 'declined' } })
})

test.each(['session-expired', 'not-found'])(
  'an attempt that a session which ended cannot read (%s) is read once a minute, and found when the session is back (B13)',
  async (code) => {
    const placing = await openPlacing()
    placing.client.script('readAttempt', refusal(code, { status: 401 }))
    const outcome = lose(placing)
    await placing.clock.advance(500)
    expect(await outcome).toEqual({ value: { kind: 'unknown', ...ref } })
    await placing.clock.advance(600_000)
    expect(placing.client.requests('readAttempt')).toHaveLength(11)
    expect(placing.phases.at(-1)).toBe('confirming')
    placing.client.script('readAttempt', paid)
    // The shopper has signed in beside, and comes back to this tab.
    placing.online.comeBack()
    await placing.clock.advance(0)
    expect(placing.view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  },
)

test.each(['bad-origin', 'unsupported-contract'])(
  'a refusal that stays for as long as the page is open (%s) is not asked for again',
  async (code) => {
    const placing = await openPlacing()
    placing.client.script('readAttempt', refusal(code, { status: 403 }))
    const outcome = lose(placing)
    await placing.clock.advance(500)
    expect(await outcome).toEqual({ value: { kind: 'unknown', ...ref } })
    await placing.clock.advance(600_000)
    expect(placing.client.requests('readAttempt')).toHaveLength(1)
  },
)

test('closing the checkout ends the reading', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', lostAnswer())
  const outcome = lose(placing)
  await placing.clock.advance(0)
  placing.closing.abort()
  await outcome
  expect(placing.clock.waits()).toEqual([])
})

test('after a reload the attempt is read, never sent (B3)', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', paid)
  placing.context.attempt.dispatch({ type: 'recover', ...ref })
  const recovering = recoverAttempt(placing.context, ref)
  await placing.clock.advance(500)
  await recovering
  expect(placing.view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  expect(placing.client.requests('validate')).toEqual([])
})

test('after a reload an unknown attempt is burnt without a word', async () => {
  const placing = await openPlacing()
  placing.client.answer('readAttempt', unknownAttempt)
  placing.client.answer('cancelPayment', refusal('attempt-burnt', { status: 410 }))
  placing.context.attempt.dispatch({ type: 'recover', ...ref })
  const recovering = recoverAttempt(placing.context, ref)
  await placing.clock.advance(500)
  await recovering
  expect(placing.view()).toEqual({ phase: 'ready', ...ref })
})

test('after a reload a step whose screen is gone is given up', async () => {
  const placing = await openPlacing()
  placing.selection.select(null)
  placing.client.answer(
    'readAttempt',
    paymentResult({ outcome: 'action', action: { type: 'scripted.step' } }),
  )
  placing.client.answer('cancelPayment', canceled)
  placing.context.attempt.dispatch({ type: 'recover', ...ref })
  const recovering = recoverAttempt(placing.context, ref)
  await placing.clock.advance(500)
  await recovering
  expect(placing.client.requests('cancelPayment')).toEqual([ref])
  expect(placing.phases.at(-1)).toBe('canceled')
})

test('a step that turns up after the shopper chose another method is given up too', async () => {
  const placing = await openPlacing()
  const own = [attemptState({ method: 'iban' })]
  const state = paymentState({ attempts: own })
  const action = paymentResult({ outcome: 'action', action: { type: 'scripted.step' } }, { state })
  placing.client.answer('readAttempt', action)
  placing.client.answer('cancelPayment', canceled)
  void lose(placing)
  await placing.clock.advance(500)
  expect(placing.provider.log).not.toContain('perform scripted.step')
  expect(placing.phases.at(-1)).toBe('canceled')
})
