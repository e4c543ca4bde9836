import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentOutcome, PaymentResult } from '../contract/paymentResult.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { cancelAttempt } from './cancelAttempt.ts'
import { lostAnswer, openPlacing, type Placing } from './placing.fixture.ts'
import { recoverAttempt } from './recoverAttempt.ts'

const ref = { paymentId, attemptId: idOf('a') }
const qr: PaymentOutcome = { outcome: 'pending', display: { kind: 'qr', data: 'code' } }
const redirect: PaymentOutcome = {
  ...{ outcome: 'redirect', url: 'https://bank.example/', method: 'GET', fields: [] },
}
const step = (number = 1) =>
  paymentResult({ outcome: 'action', action: { type: 'scripted.step' } }, { step: number })
const canceled = paymentResult({ outcome: 'canceled' })
const paid = () =>
  paymentResult({ outcome: 'complete' }, { state: paymentState({ status: 'paid', settled: true }) })

const illegal = ({ events }: Placing) => events.filter(({ type }) => type === 'illegal-transition')

const wait = async (outcome: PaymentOutcome) => {
  const placing = await openPlacing({ redirectOrigins: ['https://bank.example'] })
  placing.client.answer('validate', paymentResult(outcome))
  await placing.place()
  return placing
}

/** A challenge that stands open until it is told to end. */
const challenge = async () => {
  const placing = await openPlacing()
  placing.client.answer('validate', step())
  placing.provider.script.perform = (_action, host) => {
    host.open({}).catch(() => {})
    return new Promise(() => {})
  }
  const placed = placing.place()
  await placing.clock.advance(0)
  expect(placing.dialog().status).toBe('open')
  return { ...placing, placed }
}

test.each([
  ['a code that nobody scans', qr],
  ['a page that never comes', redirect],
])('the shopper ends %s, at the company too', async (_, outcome) => {
  const { client, context, view } = await wait(outcome)
  client.answer('cancelPayment', canceled)
  expect(await cancelAttempt(context)).toEqual({ kind: 'result', result: canceled })
  expect(client.requests('cancelPayment')).toEqual([ref])
  expect(view().phase).toBe('canceled')
})

test('a payment that was made all the same is told as it is', async () => {
  const { client, context, view } = await wait(qr)
  const truth = paid()
  client.answer('cancelPayment', truth)
  expect(await cancelAttempt(context)).toEqual({ kind: 'result', result: truth })
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('a payment that cannot be canceled any more goes on', async () => {
  const { client, context, view } = await wait(redirect)
  client.answer('cancelPayment', paymentResult(redirect))
  expect(await cancelAttempt(context)).toMatchObject({ kind: 'result', result: { outcome: 'pending' } })
  expect(view()).toMatchObject({ phase: 'confirming', ...ref })
})

test('an attempt that waits for nobody but the company is not ended', async () => {
  const { client, context } = await wait({ outcome: 'pending' })
  expect(await cancelAttempt(context)).toEqual({ kind: 'not-sent' })
  expect(client.requests('cancelPayment')).toEqual([])
})

test('a challenge that the shopper ends closes, and the press that waits for it hears the truth', async () => {
  const placing = await challenge()
  placing.client.answer('cancelPayment', canceled)
  const outcome = { kind: 'result', result: canceled }
  expect(await cancelAttempt(placing.context)).toEqual(outcome)
  expect(await placing.placed).toEqual(outcome)
  expect(placing.dialog().status).toBe('closed')
  expect(placing.client.requests('cancelPayment')).toEqual([ref])
  expect(placing.view().phase).toBe('canceled')
  expect(illegal(placing)).toEqual([])
})

test.each([
  ['another step', () => step(2)],
  ['a decline', () => paymentResult({ outcome: 'failed', error: { code: 'declined', retry: 'same' } })],
  ['nothing', () => lostAnswer()],
])('an answer that comes after the end moves nothing, and opens nothing: %s', async (_, late) => {
  const placing = await openPlacing()
  const { client, context, provider, clock } = placing
  let answer = (_value: PaymentResult): void => {}
  let lose = (_error: Error): void => {}
  client.answer('validate', step())
  client.answer('updatePayment', () => {
    return new Promise<PaymentResult>((resolve, reject) => {
      answer = resolve
      lose = reject
    })
  })
  client.answer('cancelPayment', canceled)
  const placed = placing.place()
  await clock.advance(0)
  await cancelAttempt(context)
  // Nobody waits for the answer: the next press is not held up by it.
  expect(await placed).toEqual({ kind: 'result', result: canceled })
  const value = late()
  if (value instanceof Error) lose(value)
  else answer(value)
  await clock.advance(60_000)
  expect(placing.view().phase).toBe('canceled')
  expect(provider.log.filter((line) => line.startsWith('perform'))).toHaveLength(1)
  expect(illegal(placing)).toEqual([])
})

test('a payment that could not be canceled opens no further step: the shopper wanted none', async () => {
  const placing = await openPlacing()
  const { client, provider, clock } = placing
  let answer = (_value: PaymentResult): void => {}
  client.answer('validate', step())
  client.answer('updatePayment', () => new Promise<PaymentResult>((resolve) => (answer = resolve)))
  client.answer('cancelPayment', step())
  void placing.place()
  await clock.advance(0)
  await cancelAttempt(placing.context)
  answer(step(2))
  await clock.advance(0)
  expect(placing.view()).toMatchObject({ phase: 'confirming', result: { outcome: 'pending' } })
  expect(provider.log.filter((line) => line.startsWith('perform'))).toHaveLength(1)
})

test('two who end the same attempt at once end it once', async () => {
  const placing = await wait(redirect)
  const answers: ((value: PaymentResult) => void)[] = []
  placing.client.answer('readAttempt', paymentResult(redirect))
  placing.client.answer('cancelPayment', () => new Promise((resolve) => answers.push(resolve)))
  const recovering = [recoverAttempt(placing.context, ref), recoverAttempt(placing.context, ref)]
  await placing.clock.advance(500)
  expect(answers).toHaveLength(2)
  for (const answer of answers) answer(canceled)
  await Promise.all(recovering)
  expect(placing.view().phase).toBe('canceled')
  expect(illegal(placing)).toEqual([])
})

test('money that arrives while the end is on its way is a success for both who wait', async () => {
  const placing = await challenge()
  placing.client.answer('cancelPayment', () => {
    placing.status.applyStatus(paymentState({ status: 'paid', settled: true }))
    return canceled
  })
  await cancelAttempt(placing.context)
  await placing.placed
  expect(placing.view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  expect(illegal(placing)).toEqual([])
})

test.each([
  ['a code', qr],
  ['a page', redirect],
])(
  'an end whose answer is lost is looked up, and asked for again while %s is still open (A2)',
  async (_, outcome) => {
    const placing = await wait(outcome)
    const { client, context, clock } = placing
    client.answer('cancelPayment', lostAnswer(), canceled)
    client.answer('readAttempt', paymentResult(outcome))
    const canceling = cancelAttempt(context)
    await clock.advance(500)
    expect(await canceling).toEqual({ kind: 'result', result: canceled })
    expect(client.requests('cancelPayment')).toEqual([ref, ref])
    expect(placing.navigations).toHaveLength(outcome === redirect ? 1 : 0)
    expect(placing.view().phase).toBe('canceled')
  },
)

test('an end that nobody answers for minutes comes through when the shop is back', async () => {
  const { client, context, clock, view } = await wait(qr)
  client.answer('cancelPayment', ...Array.from({ length: 30 }, () => lostAnswer()), canceled)
  client.answer('readAttempt', paymentResult(qr))
  const canceling = cancelAttempt(context)
  await clock.advance(60_000)
  expect(await canceling).toMatchObject({ kind: 'result' })
  expect(view().phase).toBe('confirming')
  await clock.advance(15 * 60_000)
  expect(view().phase).toBe('canceled')
})

test('a step whose provider leaves the page waits like a redirect, and can be ended', async () => {
  const placing = await openPlacing()
  placing.client.answer('validate', step())
  placing.client.answer('cancelPayment', canceled)
  placing.provider.script.perform = async () => ({ kind: 'leaving' })
  expect(await placing.place()).toMatchObject({ kind: 'result', result: { outcome: 'action' } })
  expect(placing.view()).toMatchObject({ phase: 'confirming', result: { outcome: 'action' } })
  expect(placing.effects.at(-1)).toBe('watch')
  await cancelAttempt(placing.context)
  expect(placing.view().phase).toBe('canceled')
})

test('a sheet whose payment the shopper ends in the page lets the next order through', async () => {
  const placing = await openPlacing({ provider: createScriptedProvider({ presentation: 'button' }) })
  const state = paymentState({ attempts: [attemptState()] })
  placing.client.answer('validate', { ...step(), state })
  placing.client.answer('cancelPayment', canceled)
  const begin = () => placing.provider.sessions.at(-1)?.context.flow.begin()
  const ticket = begin()
  expect(await ticket?.placeOrder({ data: {} })).toMatchObject({ outcome: 'action' })
  await cancelAttempt(placing.context)
  expect(placing.view().phase).toBe('canceled')
  await expect(ticket?.updatePayment({})).rejects.toMatchObject({ code: 'canceled' })
  expect(placing.client.requests('updatePayment')).toEqual([])
  expect(placing.context.lock.isTaken).toBe(false)
  expect(begin).not.toThrow()
})

test('why the page ended an attempt is told, also when the status tells first that it was canceled (C10)', async () => {
  const { client, context, view, status, events } = await wait(redirect)
  const reason = { code: 'configuration', retry: 'other-method' } as const
  const state = paymentState({
    ...{ status: 'canceled', settled: true },
    attempts: [attemptState({ status: 'canceled', live: false })],
  })
  client.answer('cancelPayment', () => {
    status.applyStatus(state)
    return paymentResult({ outcome: 'canceled' }, { state })
  })
  await cancelAttempt(context, reason)
  expect(view()).toMatchObject({ phase: 'failed', error: reason })
  expect(events.filter(({ type }) => type === 'illegal-transition')).toEqual([])
})

test('a shopper who goes on before the reason is known is not thrown back by it', async () => {
  const { client, context, view, status } = await wait(redirect)
  const state = paymentState({
    ...{ status: 'canceled', settled: true },
    attempts: [attemptState({ status: 'canceled', live: false })],
  })
  client.answer('cancelPayment', () => {
    status.applyStatus(state)
    context.attempt.dispatch({ type: 'retry' })
    return paymentResult({ outcome: 'canceled' }, { state })
  })
  await cancelAttempt(context, { code: 'configuration', retry: 'other-method' })
  expect(view().phase).toBe('ready')
})
