import { expect, test } from 'vitest'
import { attemptState, idOf, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import { chooseFirst, paid, problem, until } from './fakeShop.fixture.ts'
import { openCheckout } from './openCheckout.fixture.ts'
import { createManualClock } from './status/manualClock.fixture.ts'

const minute = 60_000

/** A page that asked what to do with a code that waits in another tab, and was told to end it. */
const agree = async () => {
  const clock = createManualClock()
  const { checkout, shop } = openCheckout({ clock })
  const attemptId = idOf('f')
  const state = paymentState({ attempts: [attemptState({ attemptId })] })
  const result = paymentResult({ outcome: 'pending', display: { kind: 'await' } }, { attemptId, state })
  shop.on('readStatus', () => problem('internal'))
  shop.on('stream', () => problem('internal'))
  shop.on('validate', () => problem('attempt-in-progress', { result }))
  await chooseFirst(checkout)
  await checkout.placeOrder()
  checkout.supersede()
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'ready', supersede: attemptId })
  return { clock, checkout, shop, attemptId }
}

test('what the shopper agreed to end is not ended by an order half an hour later: it is asked again', async () => {
  const { clock, checkout } = await agree()
  await clock.advance(29 * minute)
  expect(checkout.attempt.getState()).toHaveProperty('supersede')
  await clock.advance(minute)
  expect(checkout.attempt.getState()).not.toHaveProperty('supersede')
  expect(checkout.attempt.getState().phase).toBe('ready')
  expect(await checkout.placeOrder()).toMatchObject({ kind: 'blocked' })
})

test('a wish that was used, or a checkout that was closed, leaves no timer behind', async () => {
  const { clock, checkout, shop } = await agree()
  shop.on('validate', ({ headers }) => paid(headers.get('idempotency-key') ?? ''))
  await checkout.placeOrder()
  await until(checkout.attempt, ({ phase }) => phase === 'succeeded')
  await clock.advance(31 * minute)
  expect(checkout.attempt.getState().phase).toBe('succeeded')
  const other = await agree()
  await other.checkout.close()
  await other.clock.advance(0)
  expect(other.clock.waits()).toEqual([])
})
