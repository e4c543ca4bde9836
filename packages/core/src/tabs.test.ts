import { beforeAll, expect, test } from 'vitest'
import { createFakeLocks } from './attempt/fakeLocks.fixture.ts'
import { attemptState, idOf, paymentResult, paymentState } from './attempt/payment.fixture.ts'
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

const at = (outcome: PaymentOutcome, attemptId = '') =>
  paymentResult(outcome, { attemptId, state: paymentState({ attempts: [attemptState({ attemptId })] }) })

/** A shop whose orders ask for a step, and a browser whose tabs share its locks. */
const openBrowser = () => {
  const shop = createFakeShop()
  const locks = createFakeLocks()
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

test('a copy whose next order follows what it once only looked at asks the shopper about it, as any other tab does (B2)', async () => {
  const { shop, openTab } = openBrowser()
  const pending: PaymentOutcome = { outcome: 'pending' }
  shop.on('validate', () => new Promise(() => {}))
  shop.on('readAttempt', ({ params }) => at(pending, params.attemptId))
  const first = openTab()
  await chooseFirst(first.checkout)
  void first.checkout.placeOrder()
  await until(first.checkout.attempt, ({ phase }) => phase === 'validating')
  const { attemptId: running = '' } = first.checkout.attempt.getState()
  const copy = openTab(first.kept)
  await copy.checkout.loadMethodList()
  await pass(copy, () => shop.names().includes('readAttempt'))
  // A return that has ended comes into its view, and the shopper orders again.
  const returned = idOf('c')
  const ended = at({ outcome: 'canceled' }, returned)
  shop.on('resume', () => ({ result: ended, provider: 'scripted', method: 'card', params: {} }))
  await copy.checkout.resume('token-of-the-return-0123456789')
  shop.on('validate', () => problem('attempt-in-progress', { result: at(pending, running) }))
  await chooseFirst(copy.checkout)
  const press = copy.checkout.placeOrder()
  await until(copy.checkout.attempt, (view) => 'follows' in view)
  // The next reading would be the one that began while it only looked.
  await copy.clock.advance(700)
  shop.on('readAttempt', ({ params }) => at(step, params.attemptId))
  await pass(copy, () => copy.checkout.attempt.getState().phase !== 'confirming')
  expect(await press).toMatchObject({ kind: 'blocked', by: { attemptId: running } })
})
