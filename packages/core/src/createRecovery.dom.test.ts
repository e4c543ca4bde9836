import { afterEach, expect, onTestFinished, test } from 'vitest'
import { attemptState, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import type { CheckoutEvent } from './client/CheckoutEvent.ts'
import type { Redirect } from './contract/nextStep.ts'
import type { PaymentOutcome } from './contract/paymentResult.ts'
import { createCheckout } from './createCheckout.ts'
import { chooseFirst, createFakeShop, paid, problem, until } from './fakeShop.fixture.ts'
import { openCheckout } from './openCheckout.fixture.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'
import { createManualClock } from './status/manualClock.fixture.ts'

const bank: Redirect = { url: 'https://bank.example/pay', method: 'GET', fields: [] }

afterEach(() => sessionStorage.clear())

/** A page that was left for the bank. */
async function leavePage(outcome: PaymentOutcome = { outcome: 'redirect', ...bank }) {
  const shop = createFakeShop()
  const gone: Redirect[] = []
  shop.on('loadMethod', ({ params }) => ({
    ...{ ...params, purpose: 'pay', config: {}, redirectOrigins: ['https://bank.example'] },
  }))
  const leave = (attemptId: string) => paymentResult(outcome, { attemptId })
  const provider = createScriptedProvider({ script: { perform: async () => ({ kind: 'leaving' }) } })
  const events: CheckoutEvent[] = []
  const errors = () => events.flatMap((event) => (event.type === 'error' ? [String(event.error)] : []))
  shop.on('validate', ({ headers }) => leave(headers.get('idempotency-key') ?? ''))
  shop.on('readAttempt', ({ params }) => leave(params.attemptId ?? ''))
  shop.on('readStatus', () => paymentState())
  shop.on('stream', () => new Response(null, { status: 503 }))
  const checkout = createCheckout({
    ...{ baseUrl: shop.baseUrl, fetch: shop.fetch, providers: [provider] },
    observe: (event) => void events.push(event),
    navigate: (redirect) => void gone.push(redirect),
  })
  onTestFinished(() => checkout.close())
  await chooseFirst(checkout)
  await checkout.placeOrder()
  return { shop, checkout, provider, gone, errors }
}

const show = (persisted: boolean) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))

test('a page out of the back/forward cache gives an open redirect up, and does not leave again (B4)', async () => {
  const { shop, checkout, gone } = await leavePage()
  expect(gone).toEqual([bank])
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'confirming', result: { outcome: 'redirect' } })
  shop.on('cancelPayment', ({ params }) =>
    paymentResult({ outcome: 'canceled' }, { attemptId: params.attemptId ?? '' }),
  )
  show(false)
  expect(shop.names()).not.toContain('readAttempt')
  show(true)
  await until(checkout.attempt, ({ phase }) => phase === 'canceled')
  expect(shop.names().filter((name) => name === 'cancelPayment')).toHaveLength(1)
  expect(gone).toHaveLength(1)
})

test('a page that comes back without a token finds the attempt that it left for, and nothing but its ids is kept', async () => {
  const { shop, checkout } = await leavePage()
  const { paymentId, attemptId } = checkout.attempt.getState()
  expect(sessionStorage.getItem('payloom.return')).toBe(`${paymentId} ${attemptId}`)
  const back = createCheckout({ baseUrl: shop.baseUrl, fetch: shop.fetch, providers: [] })
  onTestFinished(() => back.close())
  const own = attemptState({ attemptId: attemptId ?? '' })
  const state = paymentState({ attempts: [own] })
  shop.on('readAttempt', () => paymentResult({ outcome: 'pending' }, { attemptId: attemptId ?? '', state }))
  expect(await back.resume()).toMatchObject({ kind: 'result', result: { outcome: 'pending', attemptId } })
})

test('a checkout that is closed while its code comes leaves nothing behind', async () => {
  const counts = { added: 0, removed: 0 }
  const { addEventListener, removeEventListener } = window
  window.addEventListener = (...call: Parameters<typeof addEventListener>) => {
    if (call[0] === 'pageshow') counts.added += 1
    addEventListener.apply(window, call)
  }
  window.removeEventListener = (...call: Parameters<typeof removeEventListener>) => {
    if (call[0] === 'pageshow') counts.removed += 1
    removeEventListener.apply(window, call)
  }
  onTestFinished(() => void Object.assign(window, { addEventListener, removeEventListener }))
  const shop = createFakeShop()
  const checkout = createCheckout({ baseUrl: shop.baseUrl, fetch: shop.fetch, providers: [] })
  const removing = checkout.removePart('a')
  await checkout.close()
  await removing
  expect(counts.removed).toBe(counts.added)
})

test('a payment that was made before the page came back is shown, not canceled', async () => {
  const { shop, checkout } = await leavePage()
  shop.on('readAttempt', ({ params }) => paid(params.attemptId))
  show(true)
  await until(checkout.attempt, ({ phase }) => phase === 'succeeded')
  expect(shop.names()).not.toContain('cancelPayment')
})

test('a checkout that is closed hears of nothing', async () => {
  const { shop, checkout } = await leavePage()
  await checkout.close()
  show(true)
  await Promise.resolve()
  expect(shop.names()).not.toContain('readAttempt')
})

test('a step that left the page is looked up like a redirect when the page comes back', async () => {
  const { shop, checkout, provider } = await leavePage({
    outcome: 'action',
    action: { type: 'scripted.step' },
  })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'confirming', result: { outcome: 'action' } })
  shop.on('cancelPayment', ({ params }) =>
    paymentResult({ outcome: 'canceled' }, { attemptId: params.attemptId ?? '' }),
  )
  show(true)
  await until(checkout.attempt, ({ phase }) => phase === 'canceled')
  expect(provider.log.filter((line) => line.startsWith('perform'))).toHaveLength(1)
})

test('a page that comes back says that its list may be old, whatever its attempt waits for (B4)', async () => {
  const { checkout } = await leavePage()
  checkout.selection.setState({ isListOutdated: false })
  show(false)
  expect(checkout.selection.getState().isListOutdated).toBe(false)
  show(true)
  expect(checkout.selection.getState().isListOutdated).toBe(true)
})

test('a page that goes leaves the id of its open attempt, whoever took it out of the storage meanwhile', async () => {
  const { checkout } = await leavePage()
  const { paymentId, attemptId } = checkout.attempt.getState()
  sessionStorage.clear()
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  expect(sessionStorage.getItem(`payloom.attempt.${paymentId}`)).toBe(attemptId)
})

test('an attempt that a session which ended could not read is read when the page is looked at again (B13)', async () => {
  const clock = createManualClock()
  const { checkout, shop } = openCheckout({ clock })
  shop.on('readStatus', () => problem('session-expired'))
  shop.on('stream', () => problem('session-expired'))
  shop.on('validate', () => Promise.reject(new TypeError('lost')))
  shop.on('readAttempt', () => problem('session-expired'))
  await chooseFirst(checkout)
  const pressed = checkout.placeOrder()
  await until(checkout.attempt, ({ phase }) => phase === 'confirming')
  await clock.advance(500)
  expect(await pressed).toMatchObject({ kind: 'unknown' })
  shop.on('readAttempt', ({ params }) => paid(params.attemptId))
  document.dispatchEvent(new Event('visibilitychange'))
  await until(checkout.attempt, ({ phase }) => phase === 'succeeded')
})

const violate = (effectiveDirective: string, disposition: 'enforce' | 'report' = 'enforce') =>
  document.dispatchEvent(
    Object.assign(new Event('securitypolicyviolation'), {
      ...{ effectiveDirective, disposition, blockedURI: 'https://bank.example/pay?secret=1' },
    }),
  )

test('a redirect that the page’s policy forbids is ended, and another method can be chosen (C10)', async () => {
  const { shop, checkout, errors } = await leavePage()
  shop.on('cancelPayment', ({ params }) =>
    paymentResult({ outcome: 'canceled' }, { attemptId: params.attemptId ?? '' }),
  )
  violate('frame-src')
  violate('form-action', 'report')
  expect(errors()).toEqual([])
  violate('form-action')
  const view = await until(checkout.attempt, ({ phase }) => phase === 'failed')
  expect(view).toMatchObject({ error: { code: 'configuration', retry: 'other-method' } })
  const [message] = errors()
  expect(message).toMatch(/https:\/\/bank\.example; .* form-action/)
  expect(message).not.toContain('secret')
  expect(shop.names().filter((name) => name === 'cancelPayment')).toHaveLength(1)
})

test('a form of the page’s own that a policy forbids ends nothing', async () => {
  const { shop, checkout } = await leavePage({ outcome: 'pending', display: { kind: 'await' } })
  violate('form-action')
  await Promise.resolve()
  expect(checkout.attempt.getState().phase).toBe('confirming')
  expect(shop.names()).not.toContain('cancelPayment')
})
