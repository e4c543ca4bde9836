import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentOutcome, PaymentResult } from '../contract/paymentResult.ts'
import type { AttemptState } from '../contract/paymentState.ts'
import { listedMethod, methodList } from '../provider/methodList.fixture.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { openPlacing, type Placing, refusal } from './placing.fixture.ts'

const other = idOf('f')
const qr: PaymentOutcome = { outcome: 'pending', display: { kind: 'qr', data: 'code' } }
const by = { attemptId: other, provider: 'scripted', method: 'card', title: 'Card' }

/** What the shop says of the other attempt. */
const standing = (outcome: PaymentOutcome, changes: Partial<AttemptState> = {}): PaymentResult => {
  const state = paymentState({ attempts: [attemptState({ attemptId: other, ...changes })] })
  return paymentResult(outcome, { attemptId: other, state })
}

const block = async (outcome: PaymentOutcome = qr, changes: Partial<AttemptState> = {}) => {
  const placing = await openPlacing()
  const result = standing(outcome, changes)
  placing.client.script('validate', refusal('attempt-in-progress', { status: 409, result }))
  const outcomeOfPress = await placing.place()
  return { ...placing, outcomeOfPress }
}

const sentWishes = ({ client }: Pick<Placing, 'client'>) =>
  client.requests('validate').map(({ supersede }) => supersede)

test.each<[string, PaymentOutcome, Partial<AttemptState>]>([
  ['its code is shown', qr, {}],
  ['its page is open', { outcome: 'redirect', url: 'https://bank.example/', method: 'GET', fields: [] }, {}],
  ['it asks for a step', { outcome: 'action', action: { type: 'scripted.step' } }, {}],
  ['it is an order that is paid later', { outcome: 'complete' }, { placed: true, live: false }],
])('another attempt that waits for the shopper blocks the order: %s', async (_, outcome, changes) => {
  const { outcomeOfPress, view, navigations, provider } = await block(outcome, changes)
  const expected = { ...by, ...(changes.placed ? { placed: true } : {}) }
  expect(outcomeOfPress).toEqual({ kind: 'blocked', by: expected })
  expect(view()).toMatchObject({ phase: 'blocked', attemptId: idOf('a'), by: expected })
  expect(navigations).toEqual([])
  expect(provider.log).not.toContain('perform scripted.step')
})

test('what the other attempt shows can be shown here', async () => {
  const { view } = await block()
  expect(view()).toMatchObject({ phase: 'blocked', display: { kind: 'qr', data: 'code' } })
})

test('the next order ends the other attempt once the shopper agreed, and only that order does', async () => {
  const placing = await block()
  placing.context.attempt.dispatch({ type: 'supersede' })
  placing.client.script(
    'validate',
    paymentResult({ outcome: 'failed', error: { code: 'declined', retry: 'same' } }),
  )
  await placing.place()
  await placing.place()
  expect(sentWishes(placing)).toEqual([undefined, other, undefined])
})

test('an order that the page stops does not use the wish up', async () => {
  const placing = await block()
  placing.context.attempt.dispatch({ type: 'supersede' })
  await placing.place({ beforeSubmit: () => false })
  await placing.place()
  expect(sentWishes(placing)).toEqual([undefined, other])
})

test('a shopper who presses again without agreeing asks again', async () => {
  const placing = await block()
  expect(await placing.place()).toEqual({ kind: 'blocked', by })
  expect(sentWishes(placing)).toEqual([undefined, undefined])
})

test('a success elsewhere is a success here', async () => {
  const { status, view } = await block()
  status.applyStatus(paymentState({ status: 'paid', settled: true }))
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('the end of the other attempt frees the order', async () => {
  const { status, view } = await block()
  const ended = attemptState({ attemptId: other, status: 'expired', live: false })
  status.applyStatus(paymentState({ status: 'expired', settled: true, attempts: [ended] }))
  expect(view()).toEqual({ phase: 'ready', paymentId, attemptId: idOf('a') })
})

test('an order that is paid later stands in the way until it is canceled', async () => {
  const { status, view } = await block({ outcome: 'complete' }, { placed: true, live: false })
  const placed = attemptState({ attemptId: other, placed: true, live: false })
  status.applyStatus(paymentState({ attempts: [placed] }))
  expect(view().phase).toBe('blocked')
  status.applyStatus(paymentState({ attempts: [{ ...placed, status: 'canceled' }] }))
  expect(view().phase).toBe('ready')
})

test('a payment that is paid while the refusal is on its way is a success, not blocked', async () => {
  const placing = await openPlacing()
  placing.client.script('validate', () => {
    placing.status.applyStatus(paymentState({ status: 'paid', settled: true }))
    throw refusal('attempt-in-progress', { status: 409, result: standing(qr) })
  })
  expect(await placing.place()).toMatchObject({ kind: 'unknown' })
  expect(placing.phases).not.toContain('blocked')
})

test('an own button’s order that is blocked fails its sheet, and the next press of any button carries the wish', async () => {
  const provider = createScriptedProvider({ presentation: 'button' })
  const placing = await openPlacing({ provider })
  const begin = () => provider.sessions.at(-1)?.context.flow.begin()
  const result = standing(qr)
  placing.client.script('validate', refusal('attempt-in-progress', { status: 409, result }))
  await expect(begin()?.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'attempt-in-progress' })
  expect(placing.view()).toMatchObject({ phase: 'blocked', by })
  expect(placing.context.lock.isTaken).toBe(false)
  // A sheet that is only opened and closed uses nothing up.
  placing.context.attempt.dispatch({ type: 'supersede' })
  begin()?.cancel()
  const state = paymentState({ status: 'paid', settled: true })
  placing.client.script('validate', paymentResult({ outcome: 'complete' }, { state }))
  await begin()?.placeOrder({ data: {} })
  expect(sentWishes(placing)).toEqual([undefined, other])
})

test('a button may be pressed again while blocked, and asks again', async () => {
  const provider = createScriptedProvider({ presentation: 'button' })
  const placing = await openPlacing({ provider })
  placing.client.script('validate', refusal('attempt-in-progress', { status: 409, result: standing(qr) }))
  for (const press of [1, 2]) {
    const ticket = provider.sessions.at(-1)?.context.flow.begin()
    await expect(ticket?.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'attempt-in-progress' })
    expect(sentWishes(placing)).toHaveLength(press)
  }
  expect(placing.view()).toMatchObject({ phase: 'blocked', by })
})

test('another method may be chosen for the same wish, stored or not', async () => {
  const list = methodList([listedMethod(), listedMethod({ method: 'iban', quote: 'quote-2' })])
  const provider = createScriptedProvider({ methods: ['card', 'iban'] })
  const placing = await openPlacing({ list, provider })
  placing.client.script('validate', refusal('attempt-in-progress', { status: 409, result: standing(qr) }))
  await placing.place()
  placing.context.attempt.dispatch({ type: 'supersede' })
  placing.selection.select({ provider: 'scripted', method: 'iban' })
  await placing.clock.advance(0)
  await placing.place()
  expect(placing.client.requests('validate').map(({ method, supersede }) => [method, supersede])).toEqual([
    ['card', undefined],
    ['iban', other],
  ])
})
