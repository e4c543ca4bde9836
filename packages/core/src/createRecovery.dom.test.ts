import { afterEach, expect, onTestFinished, test } from 'vitest'
import { attemptState, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import type { Redirect } from './contract/nextStep.ts'
import { createCheckout } from './createCheckout.ts'
import { chooseFirst, createFakeShop, paid, until } from './fakeShop.fixture.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'

const bank: Redirect = { url: 'https://bank.example/pay', method: 'GET', fields: [] }

afterEach(() => sessionStorage.clear())

/** A page that was left for the bank. */
async function leavePage() {
  const shop = createFakeShop()
  const gone: Redirect[] = []
  shop.on('loadMethod', ({ params }) => ({
    ...{ ...params, purpose: 'pay', config: {}, redirectOrigins: ['https://bank.example'] },
  }))
  const leave = (attemptId: string) => paymentResult({ outcome: 'redirect', ...bank }, { attemptId })
  shop.on('validate', ({ headers }) => leave(headers.get('idempotency-key') ?? ''))
  shop.on('readAttempt', ({ params }) => leave(params.attemptId ?? ''))
  shop.on('readStatus', () => paymentState())
  shop.on('stream', () => new Response(null, { status: 503 }))
  const checkout = createCheckout({
    ...{ baseUrl: shop.baseUrl, fetch: shop.fetch, providers: [createScriptedProvider()] },
    navigate: (redirect) => void gone.push(redirect),
  })
  onTestFinished(() => checkout.close())
  await chooseFirst(checkout)
  await checkout.placeOrder()
  return { shop, checkout, gone }
}

const show = (persisted: boolean) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))

test('a page out of the back/forward cache gives an open redirect up, and does not leave again', async () => {
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
