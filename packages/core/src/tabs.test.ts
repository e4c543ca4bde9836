import { beforeAll, expect, test } from 'vitest'
import { createFakeLocks } from './attempt/fakeLocks.fixture.ts'
import { attemptState, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import type { PaymentOutcome } from './contract/paymentResult.ts'
import { chooseFirst, createFakeShop, type FakeShop, paid, problem, until } from './fakeShop.fixture.ts'
import { openCheckout } from './openCheckout.fixture.ts'
import { createManualClock } from './status/manualClock.fixture.ts'

// What a checkout imports is there before it asks, so that time alone decides what comes next.
beforeAll(async () => {
  await Promise.all([import('./createOrderDesk.ts'), import('./createPageWatch.ts')])
  await Promise.all([import('./flow/recoverAttempt.ts'), import('./flow/cancelAttempt.ts')])
})

const step: PaymentOutcome = { outcome: 'action', action: { type: 'scripted.step' } }

/** A shop whose orders ask for a step, and a browser whose tabs share its locks. */
const openBrowser = () => {
  const shop = createFakeShop()
  const locks = createFakeLocks()
  const at = (outcome: PaymentOutcome, attemptId = '') =>
    paymentResult(outcome, { attemptId, state: paymentState({ attempts: [attemptState({ attemptId })] }) })
  shop.on('validate', ({ headers }) => at(step, headers.get('idempotency-key') ?? ''))
  shop.on('readAttempt', ({ params }) => at(step, params.attemptId))
  shop.on('cancelPayment', ({ params }) => at({ outcome: 'canceled' }, params.attemptId))
  shop.on('readStatus', () => problem('internal'))
  shop.on('stream', () => problem('internal'))
  const openTab = (kept: Iterable<[string, string]> = []) => {
    const clock = createManualClock()
    return { ...openCheckout({ shop, locks, clock, kept: new Map(kept) }), clock }
  }
  return { shop, openTab }
}
type Tab = ReturnType<ReturnType<typeof openBrowser>['openTab']>

const canceled = (shop: FakeShop) => shop.names().filter((name) => name === 'cancelPayment')

/** Lets time pass until the tab shows what is waited for. */
const pass = async ({ clock, checkout }: Tab, isReached: () => boolean, limit = 200) => {
  for (let turn = 0; turn < limit && !isReached(); turn++) await clock.advance(500)
  if (!isReached()) throw new Error(`stands at ${checkout.attempt.getState().phase}`)
}

/** A tab whose challenge is open. */
const openFirst = async (openTab: () => Tab) => {
  const tab = openTab()
  tab.provider.script.perform = () => new Promise(() => {})
  const { checkout } = tab
  const { methods } = await checkout.loadMethodList()
  checkout.select(methods[0] ?? null)
  await until(checkout.selection, ({ panel }) => panel.status === 'ready')
  void checkout.placeOrder()
  await until(checkout.attempt, ({ phase }) => phase === 'acting')
  return tab
}

test('a tab that was duplicated follows what the first tab does, and ends nothing (B2)', async () => {
  const { shop, openTab } = openBrowser()
  const first = await openFirst(openTab)
  const copy = openTab(first.kept)
  await copy.checkout.loadMethodList()
  const read = () => shop.names().includes('readAttempt')
  await pass(copy, read)
  await pass(copy, () => 'result' in copy.checkout.attempt.getState())
  expect(copy.checkout.attempt.getState()).toMatchObject({ phase: 'confirming', result: step })
  await copy.clock.advance(60 * 60_000)
  expect(canceled(shop)).toEqual([])
  expect(first.checkout.attempt.getState().phase).toBe('acting')
  // What was copied is forgotten: after a reload the shop says what stands in the way.
  expect([...copy.kept.keys()]).toEqual([])
  // The shopper may end it in either tab.
  await copy.checkout.cancelPayment()
  expect(copy.checkout.attempt.getState().phase).toBe('canceled')
})

test('a copy does not burn an order that is still on its way from the first tab (B2)', async () => {
  const { shop, openTab } = openBrowser()
  shop.on('validate', () => new Promise(() => {}))
  shop.on('readAttempt', () => problem('unknown-attempt'))
  const first = openTab()
  await chooseFirst(first.checkout)
  void first.checkout.placeOrder()
  await until(first.checkout.attempt, ({ phase }) => phase === 'validating')
  const copy = openTab(first.kept)
  await copy.checkout.loadMethodList()
  await pass(copy, () => shop.names().filter((name) => name === 'readAttempt').length > 3)
  expect(canceled(shop)).toEqual([])
  // Nobody is left to send it: now its id is burnt, and the copy is free.
  await first.checkout.close()
  await pass(copy, () => copy.checkout.attempt.getState().phase !== 'confirming')
  expect(copy.checkout.attempt.getState().phase).toBe('canceled')
})

test('a success of the first tab is one of its copy', async () => {
  const { shop, openTab } = openBrowser()
  const first = await openFirst(openTab)
  const copy = openTab(first.kept)
  shop.on('readAttempt', ({ params }) => paid(params.attemptId))
  await copy.checkout.loadMethodList()
  await pass(copy, () => copy.checkout.attempt.getState().phase === 'succeeded')
  expect(canceled(shop)).toEqual([])
})

test('a reload finds its own attempt, whose screen is gone, and ends it', async () => {
  const { shop, openTab } = openBrowser()
  const first = await openFirst(openTab)
  await first.checkout.close()
  const after = openTab(first.kept)
  await after.checkout.loadMethodList()
  await pass(after, () => after.checkout.attempt.getState().phase === 'canceled')
  expect(canceled(shop)).toHaveLength(1)
})
