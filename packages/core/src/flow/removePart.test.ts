import { expect, test } from 'vitest'
import { idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import { createScriptedClient } from '../client/scriptedClient.fixture.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { lostAnswer, refusal } from './placing.fixture.ts'
import { removePart } from './removePart.ts'

const part = { paymentId, attemptId: idOf('c') }
const setup = () => {
  const client = createScriptedClient()
  const clock = createManualClock()
  const states: unknown[] = []
  const { signal } = new AbortController()
  const applyStatus = (state: unknown): void => void states.push(state)
  return { client, clock, states, remove: () => removePart({ client, clock, signal, applyStatus }, part) }
}

test('a part is taken off by canceling its attempt, and the state is told', async () => {
  const { client, states, remove } = setup()
  const state = paymentState({ status: 'open' })
  client.answer('cancelPayment', paymentResult({ outcome: 'canceled' }, { state }))
  expect(await remove()).toEqual({ kind: 'removed' })
  expect(client.requests('cancelPayment')).toEqual([part])
  expect(states).toEqual([state])
})

test('a part that can no longer be canceled is kept', async () => {
  const { client, remove } = setup()
  client.answer('cancelPayment', paymentResult({ outcome: 'complete' }))
  expect(await remove()).toEqual({ kind: 'kept' })
})

test('a lost answer is asked for again, three times in all', async () => {
  const { client, clock, remove } = setup()
  client.answer('cancelPayment', lostAnswer(), paymentResult({ outcome: 'canceled' }))
  const removed = remove()
  await clock.advance(1_000)
  expect(await removed).toEqual({ kind: 'removed' })

  const other = setup()
  other.client.answer('cancelPayment', lostAnswer())
  const kept = other.remove()
  await other.clock.advance(3_000)
  expect(await kept).toEqual({ kind: 'kept', error: { code: 'network', retry: 'same' } })
  expect(other.client.requests('cancelPayment')).toHaveLength(3)
})

test('a refusal says why the part is kept', async () => {
  const { client, remove } = setup()
  client.answer('cancelPayment', refusal('not-found', { status: 404 }))
  expect(await remove()).toEqual({ kind: 'kept', error: { code: 'not-found', retry: 'same' } })
})
