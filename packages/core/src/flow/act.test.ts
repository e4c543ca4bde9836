import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { lostAnswer, openPlacing, refusal } from './placing.fixture.ts'

const step = (number: number, type = 'scripted.step'): PaymentResult =>
  paymentResult({ outcome: 'action', action: { type, number } }, { step: number })
const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)
const canceled = paymentResult({ outcome: 'canceled' })
const ref = { paymentId, attemptId: idOf('a') }

test('two actions in a row are done one after the other, each with its own step', async () => {
  const { place, client, provider, phases } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('updatePayment', step(2), paid)
  provider.script.perform = async ({ number }) => ({ kind: 'details', data: { number } })
  expect(await place()).toEqual({ kind: 'result', result: paid })
  expect(client.requests('updatePayment')).toEqual([
    { ...ref, step: 1, data: { number: 1 } },
    { ...ref, step: 2, data: { number: 2 } },
  ])
  expect(phases).toEqual(['idle', 'ready', 'collecting', 'validating', 'acting', 'succeeded'])
})

test('a refusal after an action can be tried again with a fresh token', async () => {
  const { place, client, view } = await openPlacing()
  const error = { code: 'authentication_failed', retry: 'same' } as const
  client.answer('validate', step(1), paid)
  client.answer('updatePayment', paymentResult({ outcome: 'failed', error }))
  await place()
  expect(view()).toMatchObject({ phase: 'failed', error })
  await place()
  expect(client.requests('validate').map(({ data }) => data)).toEqual([
    { token: 'token-1' },
    { token: 'token-2' },
  ])
})

test('an action of a type that the provider did not declare is never handed to it', async () => {
  const { place, client, provider, view, events } = await openPlacing()
  client.answer('validate', step(1, 'evil.step'))
  client.answer('cancelPayment', canceled)
  const outcome = await place()
  expect(provider.log.some((line) => line.startsWith('perform'))).toBe(false)
  expect(client.requests('cancelPayment')).toEqual([ref])
  const error = { code: 'configuration', retry: 'other-method' }
  expect(outcome).toMatchObject({ kind: 'result', result: { outcome: 'failed', error } })
  expect(view()).toMatchObject({ phase: 'failed', error })
  expect(events).toContainEqual({
    type: 'error',
    error: expect.objectContaining({ message: expect.stringContaining('"evil.step"') }),
  })
})

test('a company that never has enough is ended after ten actions', async () => {
  const { place, client, provider, view } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('updatePayment', ({ step: before }) => step(before + 1))
  client.answer('cancelPayment', canceled)
  await place()
  expect(provider.log.filter((line) => line === 'perform scripted.step')).toHaveLength(10)
  expect(client.requests('cancelPayment')).toEqual([ref])
  expect(view()).toMatchObject({ phase: 'failed', error: { code: 'configuration' } })
})

test('a dialog that the shopper closes cancels the attempt at the company', async () => {
  const { place, client, provider, challenge, dialog, phases } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('cancelPayment', canceled)
  provider.script.perform = (_action, host, signal) =>
    new Promise((resolve) => {
      host.signal.addEventListener('abort', () => resolve({ kind: 'canceled' }))
      expect(signal.aborted).toBe(false)
      host.open({ title: 'Confirm' }).catch(() => {})
      queueMicrotask(() => challenge.dismiss())
    })
  expect(await place()).toEqual({ kind: 'result', result: canceled })
  expect(phases.at(-1)).toBe('canceled')
  expect(dialog()).toEqual({ status: 'closed' })
})

test('a dismissed dialog of a payment that went through all the same is a success', async () => {
  const { place, client, provider, view } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('cancelPayment', paid)
  provider.script.perform = async () => ({ kind: 'canceled' })
  expect(await place()).toEqual({ kind: 'result', result: paid })
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('an attempt that cannot be canceled any more is left to its status', async () => {
  const { place, client, provider, phases } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('cancelPayment', step(2))
  provider.script.perform = async () => ({ kind: 'canceled' })
  await place()
  expect(phases.at(-1)).toBe('confirming')
})

test('a step that fails says why, and the attempt is ended at the company', async () => {
  const { place, client, provider, view } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('cancelPayment', canceled)
  provider.script.perform = async () => ({
    kind: 'failed',
    error: { code: 'authentication_failed', retry: 'same' },
  })
  await place()
  expect(view()).toMatchObject({ phase: 'failed', error: { code: 'authentication_failed' } })
})

test('a provider that throws in a step is a failed step', async () => {
  const { place, client, provider, view, dialog } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('cancelPayment', canceled)
  provider.script.perform = async (_action, host) => {
    host.open({}).catch(() => {})
    throw new TypeError('broken')
  }
  await place()
  expect(view()).toMatchObject({ phase: 'failed', error: { code: 'unknown' } })
  expect(dialog()).toEqual({ status: 'closed' })
})

test('a step that is never done ends after ten minutes (C6)', async () => {
  const { place, client, provider, clock, view } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('cancelPayment', canceled)
  provider.script.perform = () => new Promise(() => {})
  const placing = place()
  await clock.advance(10 * 60_000)
  await placing
  expect(view()).toMatchObject({ phase: 'failed', error: { code: 'expired' } })
})

test('a payment that is paid while its dialog stands open takes the dialog away', async () => {
  const { place, client, provider, dialog, status, clock, view } = await openPlacing()
  client.answer('validate', step(1))
  provider.script.perform = (_action, host) => {
    host.open({}).catch(() => {})
    return new Promise(() => {})
  }
  const placing = place()
  await clock.advance(0)
  expect(dialog().status).toBe('open')
  status.applyStatus(paymentState({ status: 'paid' }))
  expect(await placing).toEqual({ kind: 'unknown', ...ref })
  expect(dialog().status).toBe('closed')
  expect(client.requests('cancelPayment')).toEqual([])
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test.each([
  ['while the order was sent', true],
  ['by the state of the answer', false],
])(
  'a step of a payment that is paid already is never shown, and its attempt is ended: paid %s',
  async (_, isTold) => {
    const { place, client, provider, status, view, phases } = await openPlacing()
    const state = paymentState({
      status: 'paid',
      attempts: [attemptState({ attemptId: idOf('f'), status: 'paid' })],
    })
    const action = { type: 'scripted.step' }
    client.answer('validate', () => {
      if (isTold) status.applyStatus(state)
      return paymentResult({ outcome: 'action', action }, { state })
    })
    client.answer('cancelPayment', canceled)
    await place()
    expect(provider.log).not.toContain('perform scripted.step')
    expect(client.requests('cancelPayment')).toEqual([ref])
    expect(phases).not.toContain('acting')
    expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  },
)

test('a dialog that the shopper closed never opens again, though the answer to the cancellation is lost', async () => {
  const { place, client, provider, clock, view } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('cancelPayment', lostAnswer(), canceled)
  client.answer('readAttempt', step(1))
  provider.script.perform = async () => ({ kind: 'canceled' })
  const placing = place()
  await clock.advance(500)
  expect(await placing).toEqual({ kind: 'result', result: canceled })
  expect(provider.log.filter((line) => line.startsWith('perform'))).toHaveLength(1)
  expect(client.requests('cancelPayment')).toEqual([ref, ref])
  expect(view().phase).toBe('canceled')
})

test('a step that failed says why, though the answer to the cancellation is lost at first', async () => {
  const { place, client, provider, clock, view } = await openPlacing()
  const error = { code: 'authentication_failed', retry: 'same' } as const
  client.answer('validate', step(1))
  client.answer('cancelPayment', lostAnswer(), canceled)
  client.answer('readAttempt', step(1))
  provider.script.perform = async () => ({ kind: 'failed', error })
  const placing = place()
  await clock.advance(500)
  await placing
  expect(view()).toMatchObject({ phase: 'failed', error })
})

test('what a step learnt is sent again when the answer is lost, under the same step', async () => {
  const { place, client, clock, view } = await openPlacing()
  client.answer('validate', step(1))
  client.answer('updatePayment', lostAnswer('timeout'), lostAnswer(), paid)
  const placing = place()
  await clock.advance(3_000)
  expect(await placing).toEqual({ kind: 'result', result: paid })
  expect(client.requests('updatePayment').map(({ step }) => step)).toEqual([1, 1, 1])
  expect(view().phase).toBe('succeeded')
})

test('when it stays lost the attempt is read, and a step that is still open is done again', async () => {
  const { place, client, clock, provider, view } = await openPlacing()
  client.answer('validate', step(1))
  client.answer(
    'updatePayment',
    refusal('orchestrator-unavailable', { status: 502 }),
    lostAnswer(),
    lostAnswer(),
    paid,
  )
  client.answer('readAttempt', step(1))
  const placing = place()
  await clock.advance(4_000)
  await placing
  expect(provider.log.filter((line) => line.startsWith('perform'))).toHaveLength(2)
  expect(view().phase).toBe('succeeded')
})

test('closing the checkout in a step cancels nothing: the next page reads what became of it', async () => {
  const { place, client, provider, closing, clock, view } = await openPlacing()
  client.answer('validate', step(1))
  provider.script.perform = () => new Promise(() => {})
  const placing = place()
  await clock.advance(0)
  closing.abort()
  await placing
  expect(client.requests('cancelPayment')).toEqual([])
  expect(view().phase).toBe('acting')
})
