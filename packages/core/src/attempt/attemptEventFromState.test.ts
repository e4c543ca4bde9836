import { expect, test } from 'vitest'
import type { AttemptView } from './AttemptView.ts'
import { attemptEventFromState } from './attemptEventFromState.ts'
import { attemptState, idOf, paymentId, paymentState } from './payment.fixture.ts'

const ids = { paymentId, attemptId: idOf('a') }
const confirming: AttemptView = { ...ids, phase: 'confirming' }
const failed: AttemptView = { ...ids, phase: 'failed', error: { code: 'declined', retry: 'same' } }
const own = (overrides: Partial<Parameters<typeof attemptState>[0]> & object = {}) => attemptState(overrides)
const refused = own({ status: 'failed', live: false })

test('money that arrived makes any phase a success', () => {
  const phases: AttemptView[] = [
    { ...ids, phase: 'ready' },
    { ...ids, phase: 'collecting' },
    { ...ids, phase: 'validating' },
    confirming,
    failed,
    { ...ids, phase: 'canceled' },
    { ...ids, phase: 'expired' },
  ]
  for (const view of phases) {
    expect(attemptEventFromState(view, paymentState({ status: 'paid' }))).toEqual({
      type: 'succeed',
      success: 'paid',
    })
  }
})

test('another attempt’s money counts too: the payment is paid', () => {
  const state = paymentState({
    status: 'authorized',
    attempts: [refused, attemptState({ attemptId: idOf('b'), status: 'authorized', live: false })],
  })
  expect(attemptEventFromState(failed, state)).toEqual({ type: 'succeed', success: 'authorized' })
})

test('an offline order that stands is placed', () => {
  const state = paymentState({ status: 'pending', attempts: [own({ placed: true, live: false })] })
  expect(attemptEventFromState(confirming, state)).toEqual({ type: 'succeed', success: 'placed' })
})

test.each([
  ['canceled', 'cancel'],
  ['expired', 'expire'],
  ['failed', 'fail'],
])('an offline order that ended %s stands no more', (status, type) => {
  const state = paymentState({
    status,
    settled: true,
    attempts: [own({ status, placed: true, live: false })],
  })
  expect(attemptEventFromState(confirming, state)).toMatchObject({ type })
})

test('money that went back later was paid, by the attempt that brought it only', () => {
  const state = paymentState({
    status: 'refunded',
    attempts: [attemptState({ attemptId: idOf('b'), status: 'refunded', live: false }), refused],
  })
  expect(attemptEventFromState(confirming, state)).toMatchObject({ type: 'fail' })
  expect(attemptEventFromState({ ...confirming, attemptId: idOf('b') }, state)).toEqual({
    type: 'succeed',
    success: 'paid',
  })
})

test('a refusal counts only while the outcome is open, and only for the newest attempt', () => {
  const error = { code: 'insufficient_funds', retry: 'same' } as const
  const state = paymentState({ status: 'failed', settled: true, error, attempts: [refused] })
  expect(attemptEventFromState(confirming, state)).toEqual({ type: 'fail', error })
  expect(attemptEventFromState({ ...ids, phase: 'validating' }, state)).toBeUndefined()
  const newer = attemptState({ attemptId: idOf('b') })
  const overtaken = paymentState({ status: 'pending', attempts: [refused, newer] })
  expect(attemptEventFromState(confirming, overtaken)).toBeUndefined()
})

test.each(['canceled', 'expired'])('an attempt that ended %s says so', (status) => {
  const state = paymentState({ status, settled: true, attempts: [own({ status, live: false })] })
  expect(attemptEventFromState(confirming, state)?.type).toBe(status === 'canceled' ? 'cancel' : 'expire')
})

test('nothing is concluded from an open payment, an unknown status or another payment', () => {
  const odd = [own({ status: 'quarantined', live: false })]
  expect(attemptEventFromState(confirming, paymentState({ status: 'open' }))).toBeUndefined()
  expect(
    attemptEventFromState(confirming, paymentState({ status: 'quarantined', attempts: odd })),
  ).toBeUndefined()
  expect(
    attemptEventFromState(confirming, paymentState({ status: 'paid', paymentId: 'payment-2' })),
  ).toBeUndefined()
})

test('what is known already is no news', () => {
  const view: AttemptView = { ...ids, phase: 'succeeded', success: 'paid' }
  expect(attemptEventFromState(view, paymentState({ status: 'paid' }))).toBeUndefined()
})
