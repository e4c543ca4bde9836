import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import type { PaymentOutcome, PaymentResult } from './contract/paymentResult.ts'
import { chooseFirst, createFakeShop, problem, until } from './fakeShop.fixture.ts'
import { type OpenCheckoutOptions, openCheckout } from './openCheckout.fixture.ts'
import { createScriptedProvider, type ScriptedProviderOptions } from './provider/scriptedProvider.fixture.ts'
import { createManualClock } from './status/manualClock.fixture.ts'

const token = 'token-of-the-return-0123456789'
const eur = (value: number) => ({ value, currency: 'EUR' })
const attemptId = idOf('a')
const ref = { paymentId, attemptId }
const own = attemptState({ attemptId, amount: eur(2049) })
const result = (outcome: PaymentOutcome, status = 'pending', step = 1): PaymentResult => {
  const isLive = status === 'pending'
  const state = paymentState({ status, settled: !isLive, attempts: [{ ...own, status, live: isLive }] })
  return paymentResult(outcome, { attemptId, step, state })
}
const paid = (): PaymentResult => result({ outcome: 'complete' }, 'paid')
const action = (step: number): PaymentResult =>
  result({ outcome: 'action', action: { type: 'scripted.step', number: step } }, 'pending', step)

interface ReturnPageOptions extends Omit<OpenCheckoutOptions, 'provider'> {
  /** What the company sent along. */
  params?: Record<string, string>
  scripted?: ScriptedProviderOptions
}

/** The page of return; the shop says what came back. */
const openReturn = (answer: PaymentResult, options: ReturnPageOptions = {}) => {
  const { params = {}, scripted, ...rest } = options
  const shop = rest.shop ?? createFakeShop()
  shop.on('resume', ({ body }) =>
    body.token === token
      ? { result: answer, provider: 'scripted', method: 'card', params }
      : problem('not-found'),
  )
  shop.on('loadMethod', ({ params: names, body }) => ({
    ...{ ...names, purpose: body.purpose, config: {}, redirectOrigins: [] },
  }))
  shop.on('readStatus', () => answer.state)
  shop.on('stream', () => new Response(null, { status: 503 }))
  const provider = createScriptedProvider(scripted)
  return openCheckout({ ...rest, shop, provider })
}
const names = (shop: ReturnType<typeof createFakeShop>) =>
  shop.names().filter((name) => name !== 'loadMethodList')

test.each<[string, PaymentOutcome, string, string]>([
  ['complete', { outcome: 'complete' }, 'paid', 'succeeded'],
  ['failed', { outcome: 'failed', error: { code: 'declined', retry: 'same' } }, 'failed', 'failed'],
  ['canceled', { outcome: 'canceled' }, 'canceled', 'canceled'],
  ['expired', { outcome: 'expired' }, 'expired', 'expired'],
  ['pending', { outcome: 'pending' }, 'pending', 'confirming'],
])('a return tells the attempt the truth: %s', async (_, outcome, status, phase) => {
  const answer = result(outcome, status)
  const { checkout, shop } = openReturn(answer)
  expect(await checkout.resume(token)).toEqual({
    ...{ kind: 'result', result: answer, provider: 'scripted', method: 'card' },
  })
  expect(checkout.attempt.getState()).toMatchObject({ phase, ...ref })
  expect(names(shop)).toEqual(['resume'])
})

test('the same token is one call, also under double effects (B6, B11)', async () => {
  const { checkout, shop } = openReturn(paid())
  const first = checkout.resume(token)
  expect(checkout.resume(token)).toBe(first)
  await first
  expect(checkout.resume(token)).toBe(first)
  expect(names(shop)).toEqual(['resume'])
})

test('an unknown token is an error, and a call that failed may be tried again', async () => {
  const { checkout, shop } = openReturn(paid())
  expect(await checkout.resume('unknown-token-0123456789')).toMatchObject({
    ...{ kind: 'error', error: { code: 'not-found' } },
  })
  expect(checkout.attempt.getState().phase).toBe('idle')
  shop.on('resume', () => problem('internal'))
  expect(await checkout.resume(token)).toMatchObject({ kind: 'error', error: { code: 'internal' } })
  shop.on('resume', () => ({ result: paid(), provider: 'scripted', method: 'card', params: {} }))
  expect(await checkout.resume(token)).toMatchObject({ kind: 'result' })
})

test('what the company sent along is read by the provider and sent on', async () => {
  const script = {
    readReturn: (params: Readonly<Record<string, string>>) =>
      params.sandbox_code ? { data: { code: params.sandbox_code } } : null,
  }
  const { checkout, shop, provider } = openReturn(result({ outcome: 'pending' }, 'pending', 3), {
    ...{ params: { sandbox_code: 'c1' }, scripted: { script } },
  })
  shop.on('updatePayment', () => paid())
  expect(await checkout.resume(token)).toMatchObject({ kind: 'result', result: { outcome: 'complete' } })
  expect(shop.calls.find(({ name }) => name === 'updatePayment')?.body).toEqual({
    step: 3,
    data: { code: 'c1' },
  })
  expect(provider.log).toEqual(['load'])
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('fields that are not the provider’s own, or that come with a decided payment, are not sent', async () => {
  const script = { readReturn: () => null }
  const given = { params: { utm: 'x' }, scripted: { script } }
  const waiting = openReturn(result({ outcome: 'pending' }), given)
  expect(await waiting.checkout.resume(token)).toMatchObject({ result: { outcome: 'pending' } })
  const decided = openReturn(paid(), {
    ...{ params: { sandbox_code: 'c1' }, scripted: { script: { readReturn: () => ({ data: {} }) } } },
  })
  await decided.checkout.resume(token)
  for (const { shop } of [waiting, decided]) expect(names(shop)).toEqual(['resume'])
})

test('a provider that chokes on the fields is reported, and the answer stands', async () => {
  const readReturn = (): never => {
    throw new Error('odd')
  }
  const page = openReturn(result({ outcome: 'pending' }), {
    ...{ params: { a: 'b' }, scripted: { script: { readReturn } } },
  })
  expect(await page.checkout.resume(token)).toMatchObject({ result: { outcome: 'pending' } })
  expect(page.events).toContainEqual({ type: 'error', error: expect.objectContaining({ code: 'unknown' }) })
})

test.each([true, false])(
  'an open action is done by a session of its own, which ends (resume: %s)',
  async (hasResume) => {
    const { checkout, shop, provider } = openReturn(action(1), {
      scripted: { script: { hasResume } },
    })
    const answers = [action(2), paid()]
    shop.on('updatePayment', () => answers.shift())
    provider.script.perform = async ({ number }) => ({ kind: 'details', data: { number } })
    expect(await checkout.resume(token)).toMatchObject({ kind: 'result', result: { outcome: 'complete' } })
    expect(shop.calls.find(({ name }) => name === 'loadMethod')?.body).toMatchObject({
      ...{ purpose: 'resume', attemptId, payment: paymentId },
    })
    const updates = shop.calls.flatMap(({ name, body }) => (name === 'updatePayment' ? [body] : []))
    expect(updates).toEqual([
      { step: 1, data: { number: 1 } },
      { step: 2, data: { number: 2 } },
    ])
    expect(provider.log).toEqual([
      ...['load', hasResume ? 'resume resume' : 'create', 'perform scripted.step', 'perform scripted.step'],
      'destroy 1',
    ])
    expect(provider.sessions[0]?.amount).toBe(2049)
  },
)

test('fields that lead to an action are continued too', async () => {
  const script = { readReturn: () => ({ data: { code: 'c1' } }) }
  const { checkout, shop, provider } = openReturn(result({ outcome: 'pending' }), {
    ...{ params: { code: 'c1' }, scripted: { script } },
  })
  const answers = [action(2), paid()]
  shop.on('updatePayment', () => answers.shift())
  expect(await checkout.resume(token)).toMatchObject({ result: { outcome: 'complete' } })
  expect(provider.log).toContain('perform scripted.step')
})

test('an action whose code does not load is an error, and nothing is given up', async () => {
  const { checkout, shop, provider } = openReturn(action(1))
  provider.script.load = () => Promise.reject(new Error('deployed anew'))
  expect(await checkout.resume(token)).toMatchObject({
    ...{ kind: 'error', error: { code: 'provider_unavailable', retry: 'same' } },
  })
  expect(names(shop)).not.toContain('cancelPayment')
  expect(checkout.attempt.getState().phase).toBe('confirming')
  provider.script.load = async () => {}
  shop.on('updatePayment', () => paid())
  expect(await checkout.resume(token)).toMatchObject({ kind: 'result', result: { outcome: 'complete' } })
})

test('a redirect that is still open is given up: the page does not leave by itself', async () => {
  const redirect = { url: 'https://bank.example/', method: 'GET', fields: [] } as const
  const gone: unknown[] = []
  const { checkout, shop } = openReturn(result({ outcome: 'redirect', ...redirect, fields: [] }), {
    navigate: (to) => void gone.push(to),
  })
  shop.on('cancelPayment', () => result({ outcome: 'canceled' }, 'canceled'))
  expect(await checkout.resume(token)).toMatchObject({ kind: 'result', result: { outcome: 'canceled' } })
  expect(gone).toEqual([])
})

test('a reload without the token finds the attempt by its ids, and ids are all that is kept', async () => {
  const kept = new Map<string, string>()
  const first = openReturn(result({ outcome: 'pending' }), { kept })
  await first.checkout.resume(token)
  expect(kept.get('payloom.return')).toBe(`${paymentId} ${attemptId}`)
  expect([...kept].flat().join()).not.toContain(token)

  const second = openReturn(paid(), { kept })
  second.shop.on('readAttempt', () => paid())
  expect(await second.checkout.resume()).toMatchObject({
    ...{ kind: 'result', result: { outcome: 'complete' }, provider: 'scripted', method: 'card' },
  })
  expect(names(second.shop)).toEqual(['readAttempt'])
})

test('a tab that knows of no return says so', async () => {
  const { checkout, shop, kept } = openReturn(paid())
  expect(await checkout.resume()).toEqual({ kind: 'none' })
  kept.set('payloom.return', 'payment-1 ../../x')
  expect(await openReturn(paid(), { kept }).checkout.resume()).toEqual({ kind: 'none' })
  expect(shop.calls).toEqual([])
})

test('a known return that cannot be read is unknown, and the status tells', async () => {
  const kept = new Map([['payloom.return', `${paymentId} ${attemptId}`]])
  const { checkout, shop } = openReturn(paid(), { kept })
  shop.on('readAttempt', () => problem('internal'))
  expect(await checkout.resume()).toEqual({ kind: 'unknown', ...ref })
  await until(checkout.attempt, ({ phase }) => phase === 'succeeded')
})

test('a list of the same payment gives nothing up while its return is looked up', async () => {
  const kept = new Map([[`payloom.attempt.${paymentId}`, attemptId]])
  const { checkout, shop } = openReturn(action(1), { kept })
  shop.on('updatePayment', () => paid())
  const resumed = checkout.resume(token)
  await checkout.loadMethodList()
  expect(await resumed).toMatchObject({ kind: 'result', result: { outcome: 'complete' } })
  expect(names(shop)).not.toContain('cancelPayment')
  expect(names(shop)).not.toContain('readAttempt')
})

test('without a return, what the list’s payment left open is looked up after all', async () => {
  const kept = new Map([[`payloom.attempt.${paymentId}`, attemptId]])
  const { checkout, shop } = openReturn(paid(), { kept })
  shop.on('readAttempt', () => paid())
  const resumed = checkout.resume()
  await checkout.loadMethodList()
  expect(await resumed).toEqual({ kind: 'none' })
  await until(checkout.attempt, ({ phase }) => phase === 'succeeded')
})

test('a bearer page names the return in every later call; a cookie page does not', async () => {
  const bearer = openReturn(result({ outcome: 'pending' }), { getToken: async () => 'bearer' })
  const cookie = openReturn(result({ outcome: 'pending' }))
  for (const { checkout, shop } of [bearer, cookie]) {
    await checkout.resume(token)
    await checkout.client.readStatus({ paymentId })
    const header = shop.calls.at(-1)?.headers.get('payloom-resume')
    expect(header).toBe(shop === bearer.shop ? token : null)
  }
})

test('a return that is looked up while another order is on its way leaves that order alone', async () => {
  const refusal: PaymentOutcome = { outcome: 'failed', error: { code: 'declined', retry: 'same' } }
  const { checkout, shop } = openReturn(result(refusal, 'failed'))
  const { promise, resolve } = Promise.withResolvers<PaymentResult>()
  shop.on('validate', () => promise)
  await chooseFirst(checkout)
  const order = checkout.placeOrder()
  await until(checkout.attempt, ({ phase }) => phase === 'validating')
  const { attemptId: underWay } = checkout.attempt.getState()
  expect(await checkout.resume(token)).toMatchObject({ kind: 'result', result: { outcome: 'failed' } })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'validating', attemptId: underWay })
  resolve(paymentResult({ outcome: 'canceled' }, { attemptId: underWay ?? '' }))
  await order
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'canceled', attemptId: underWay })
})

test('a return that is known only after the next order was pressed leaves that order in view, whatever became of it', async () => {
  const refusal: PaymentOutcome = { outcome: 'failed', error: { code: 'declined', retry: 'same' } }
  const returned = Promise.withResolvers<object>()
  const { checkout, shop } = openReturn(result(refusal, 'failed'))
  shop.on('resume', () => returned.promise)
  const resumed = checkout.resume(token)
  shop.on('validate', () => Response.error())
  shop.on('readAttempt', () => Response.error())
  await chooseFirst(checkout)
  checkout.placeOrder().catch(() => undefined)
  await until(checkout.attempt, ({ phase }) => phase === 'confirming')
  const { attemptId: underWay } = checkout.attempt.getState()
  returned.resolve({ result: result(refusal, 'failed'), provider: 'scripted', method: 'card', params: {} })
  expect(await resumed).toMatchObject({ kind: 'result', result: { outcome: 'failed' } })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'confirming', attemptId: underWay })
})

test('a return that is continued while another order is on its way is continued on its own', async () => {
  const script = { readReturn: () => ({ data: { code: 'c1' } }) }
  const { checkout, shop } = openReturn(result({ outcome: 'pending' }, 'pending', 3), {
    ...{ params: { code: 'c1' }, scripted: { script } },
  })
  shop.on('updatePayment', () =>
    result({ outcome: 'failed', error: { code: 'declined', retry: 'same' } }, 'failed'),
  )
  const { promise, resolve } = Promise.withResolvers<PaymentResult>()
  shop.on('validate', () => promise)
  await chooseFirst(checkout)
  const order = checkout.placeOrder()
  await until(checkout.attempt, ({ phase }) => phase === 'validating')
  const { attemptId: underWay } = checkout.attempt.getState()
  expect(await checkout.resume(token)).toMatchObject({ kind: 'result', result: { outcome: 'failed' } })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'validating', attemptId: underWay })
  resolve(paymentResult({ outcome: 'canceled' }, { attemptId: underWay ?? '' }))
  await order
})

test('a step that shows itself only after the page was told gets no screen that has ended: it is given up', async () => {
  const clock = createManualClock()
  const { checkout, shop, provider } = openReturn(action(1), { clock })
  provider.script.perform = async () => ({ kind: 'details', data: {} })
  const pending = result({ outcome: 'pending' }, 'pending', 2)
  shop.on('updatePayment', () => problem('internal'))
  shop.on('readAttempt', () => pending)
  const resumed = checkout.resume(token)
  for (let second = 0; second < 40; second++) await clock.advance(500)
  expect(await resumed).toMatchObject({ kind: 'result', result: { outcome: 'pending' } })
  shop.on('readAttempt', () => action(3))
  shop.on('cancelPayment', () => result({ outcome: 'canceled' }, 'canceled'))
  for (let second = 0; second < 40; second++) await clock.advance(500)
  await until(checkout.attempt, ({ phase }) => phase === 'canceled')
  expect(provider.log.filter((line) => line.startsWith('perform'))).toHaveLength(1)
  expect(provider.log.at(-1)).toBe('destroy 1')
})
