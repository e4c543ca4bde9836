import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentOutcome, PaymentResult } from '../contract/paymentResult.ts'
import type { AttemptState } from '../contract/paymentState.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { openPlacing, refusal } from './placing.fixture.ts'

const other = idOf('f')
const by = { attemptId: other, provider: 'scripted', method: 'card', title: 'Card' }
const display = { kind: 'qr', data: 'code' } as const
const redirect = { url: 'https://bank.example/', method: 'GET', fields: [] } as const
const qr: PaymentOutcome = { outcome: 'pending', display }
const bank: PaymentOutcome = { outcome: 'redirect', ...redirect, fields: [] }
const step: PaymentOutcome = { outcome: 'action', action: { type: 'scripted.step' } }
const declined: PaymentOutcome = { outcome: 'failed', error: { code: 'declined', retry: 'same' } }

const inProgress = { code: 'attempt-in-progress', retry: 'same' }

const standing = (outcome: PaymentOutcome, changes: Partial<AttemptState> = {}): PaymentResult => {
  const state = paymentState({ attempts: [attemptState({ attemptId: other, ...changes })] })
  return paymentResult(outcome, { attemptId: other, state })
}

/** An order that came while another tab's was still at the company. */
const follow = async () => {
  const placing = await openPlacing()
  const running = refusal('attempt-in-progress', { status: 409, result: standing({ outcome: 'pending' }) })
  placing.client.script('validate', running)
  placing.client.script('readAttempt', standing({ outcome: 'pending' }))
  placing.client.script('cancelPayment', () => {
    throw new Error('What is another tab’s is never ended here.')
  })
  const press = placing.place()
  await placing.clock.advance(0)
  return { ...placing, press, endings: () => placing.client.requests('cancelPayment') }
}

test('an order that another tab’s running one stands in the way of follows that one by its own id', async () => {
  const { view, client, clock } = await follow()
  expect(view()).toEqual({ phase: 'confirming', paymentId, attemptId: idOf('a'), follows: other })
  await clock.advance(500)
  expect(client.requests('readAttempt')).toEqual([{ paymentId, attemptId: other }])
})

test.each<[string, PaymentOutcome, Partial<AttemptState>]>([
  ['a code', qr, {}],
  ['a page of the bank', bank, {}],
  ['a step', step, {}],
  ['money later', { outcome: 'complete' }, { placed: true, live: false }],
])('what another tab’s attempt then waits for blocks the order: %s', async (_, outcome, changes) => {
  const { press, view, client, clock, navigations, provider, endings } = await follow()
  client.script('readAttempt', standing(outcome, changes))
  await clock.advance(500)
  const expected = { ...by, ...(changes.placed ? { placed: true } : {}) }
  expect(await press).toEqual({ kind: 'blocked', by: expected })
  expect(view()).toMatchObject({ phase: 'blocked', attemptId: idOf('a'), by: expected })
  expect([navigations, endings()]).toEqual([[], []])
  expect(provider.log).not.toContain('perform scripted.step')
})

test.each<[string, Partial<AttemptState>, object]>([
  ['a code', { next: { kind: 'display', display } }, { display }],
  ['a page of the bank', { next: { kind: 'redirect', redirect: { ...redirect, fields: [] } } }, {}],
  ['a step', { next: { kind: 'action', step: 1, action: { type: 'scripted.step' } } }, {}],
  ['money later', { placed: true, live: false }, { by: { ...by, placed: true } }],
])('the payment’s state tells it before any reading does: %s', async (_, changes, shown) => {
  const { press, view, status, clock } = await follow()
  status.applyStatus(standing({ outcome: 'pending' }, changes).state)
  expect(view()).toMatchObject({ phase: 'blocked', attemptId: idOf('a'), by, ...shown })
  await clock.advance(500)
  expect(await press).toMatchObject({ kind: 'blocked', by })
})

test.each<[string, PaymentResult | Error]>([
  ['the server gave its id back', refusal('unknown-attempt', { status: 404 })],
  ['its id was burnt', refusal('attempt-burnt', { status: 410 })],
  ['it was declined', standing(declined, { status: 'failed', live: false })],
  ['it was canceled', standing({ outcome: 'canceled' }, { status: 'canceled', live: false })],
  ['it expired', standing({ outcome: 'expired' }, { status: 'expired', live: false })],
])(
  'another tab’s attempt that ends without money frees the order, and nothing is ended here: %s',
  async (_, read) => {
    const { press, view, client, clock, endings } = await follow()
    client.script('readAttempt', read)
    await clock.advance(500)
    expect(await press).toEqual({ kind: 'not-sent', error: inProgress })
    expect(view()).toEqual({ phase: 'ready', paymentId, attemptId: idOf('a') })
    expect(endings()).toEqual([])
  },
)

test('the payment’s state frees the order too', async () => {
  const { press, view, status, clock } = await follow()
  status.applyStatus(standing({ outcome: 'pending' }, { status: 'failed', live: false }).state)
  expect(view().phase).toBe('ready')
  await clock.advance(500)
  expect(await press).toEqual({ kind: 'not-sent', error: inProgress })
})

test('a state that does not list the attempt says nothing of it', async () => {
  const { view, status } = await follow()
  status.applyStatus(paymentState({ attempts: [] }))
  expect(view().phase).toBe('confirming')
})

test('money that another tab’s attempt brings is a success here', async () => {
  const { press, view, client, clock } = await follow()
  const state = paymentState({
    status: 'paid',
    attempts: [attemptState({ attemptId: other, status: 'paid' })],
  })
  client.script('readAttempt', paymentResult({ outcome: 'complete' }, { attemptId: other, state }))
  await clock.advance(500)
  expect(await press).toMatchObject({ kind: 'result', result: { attemptId: other } })
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('an attempt that runs on and on is followed for as long as it takes, and the press ends before', async () => {
  const { press, view, client, clock, endings } = await follow()
  await clock.advance(20_000)
  expect(await press).toEqual({ kind: 'unknown', paymentId, attemptId: other })
  expect(view()).toMatchObject({ phase: 'confirming', follows: other })
  await clock.advance(60 * 60_000)
  client.script('readAttempt', standing(qr))
  await clock.advance(60_000)
  expect(view()).toMatchObject({ phase: 'blocked', by, display })
  expect(endings()).toEqual([])
})

test('who follows has nothing to cancel', async () => {
  const { context, endings } = await follow()
  const { cancelAttempt } = await import('./cancelAttempt.ts')
  expect(await cancelAttempt(context)).toEqual({ kind: 'not-sent' })
  expect(endings()).toEqual([])
})

test('an own button’s order that comes to stand behind another tab’s fails its sheet', async () => {
  const provider = createScriptedProvider({ presentation: 'button' })
  const placing = await openPlacing({ provider })
  const running = refusal('attempt-in-progress', { status: 409, result: standing({ outcome: 'pending' }) })
  placing.client.script('validate', running)
  placing.client.script('readAttempt', standing(qr))
  const ordered = placing.provider.sessions.at(-1)?.context.flow.begin().placeOrder({ data: {} })
  const refused = expect(ordered).rejects.toMatchObject({ code: 'attempt-in-progress' })
  await placing.clock.advance(500)
  await refused
  expect(placing.view()).toMatchObject({ phase: 'blocked', by })
  expect(placing.context.lock.isTaken).toBe(false)
})

test('an order whose own twin is still running is read until its step is known, and the step is done', async () => {
  const { place, client, clock, provider } = await openPlacing()
  const own = (outcome: PaymentOutcome) => paymentResult(outcome, { state: paymentState() })
  client.script(
    'validate',
    refusal('attempt-in-progress', { status: 409, result: own({ outcome: 'pending' }) }),
  )
  client.script('readAttempt', own({ outcome: 'pending' }), own(step))
  client.script('updatePayment', own({ outcome: 'complete' }))
  const press = place()
  await clock.advance(2_000)
  expect(await press).toMatchObject({ kind: 'result', result: { outcome: 'complete' } })
  expect(provider.log.filter((line) => line.startsWith('perform'))).toHaveLength(1)
})
