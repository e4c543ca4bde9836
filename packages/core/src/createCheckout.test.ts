import { expect, test } from 'vitest'
import { idOf, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import { createCheckout } from './createCheckout.ts'
import { chooseFirst, paid, paymentId, problem, until } from './fakeShop.fixture.ts'
import { openCheckout } from './openCheckout.fixture.ts'
import { listedMethod, methodList } from './provider/methodList.fixture.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const key = `payloom.attempt.${paymentId}`

test('a checkout lists, chooses, draws and orders, in that order and each once', async () => {
  const { checkout, shop, provider, kept } = openCheckout({ locale: 'nl' })
  expect(shop.calls).toEqual([])
  const { methods } = await checkout.loadMethodList()
  expect(methods).toEqual([listedMethod()])
  expect(checkout.submit.getState()).toEqual({ canSubmit: false, reasons: ['no-method'] })
  const unmount = checkout.mountPanel({} as HTMLElement)
  checkout.select({ provider: 'scripted', method: 'card' })
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  const outcome = await checkout.placeOrder()
  expect(outcome).toMatchObject({ kind: 'result', result: { outcome: 'complete', orderId: 'order-1' } })
  expect(shop.names()).toEqual(['loadMethodList', 'loadMethod', 'validate'])
  expect(shop.calls.at(-1)?.body).toMatchObject({
    data: { token: 'token-1' },
    quote: 'quote-1',
    locale: 'nl',
  })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  expect(checkout.submit.getState()).toEqual({ canSubmit: false, reasons: ['done'] })
  expect(kept.size).toBe(0)
  unmount()
  expect(provider.log).toEqual(['load', 'create', 'mount 1', 'collect 1', 'unmount 1'])
})

test('seven presses in one task are one order (B1)', async () => {
  const { checkout, shop } = openCheckout()
  await chooseFirst(checkout)
  const outcomes = Array.from({ length: 7 }, () => checkout.placeOrder())
  expect(new Set(outcomes).size).toBe(1)
  await Promise.all(outcomes)
  expect(shop.names().filter((name) => name === 'validate')).toHaveLength(1)
})

test('a second press while the page is still asked is the same order (B1)', async () => {
  const { checkout, shop } = openCheckout()
  await chooseFirst(checkout)
  let asked = 0
  const beforeSubmit = async () => {
    asked++
    await Promise.resolve()
    return true
  }
  const first = checkout.placeOrder({ beforeSubmit })
  await Promise.resolve()
  const second = checkout.placeOrder({ beforeSubmit })
  expect(await second).toBe(await first)
  expect(asked).toBe(1)
  expect(shop.names().filter((name) => name === 'validate')).toHaveLength(1)
})

test('an order whose money is not there yet becomes paid by the status alone', async () => {
  const { checkout, shop } = openCheckout()
  await chooseFirst(checkout)
  shop.on('validate', ({ headers }) =>
    paymentResult({ outcome: 'complete' }, { attemptId: headers.get('idempotency-key') ?? '' }),
  )
  await checkout.placeOrder()
  expect(['confirming', 'succeeded']).toContain(checkout.attempt.getState().phase)
  await until(checkout.attempt, ({ phase }) => phase === 'succeeded')
  expect(shop.calls.some(({ name }) => name === 'stream')).toBe(true)
})

test('an attempt under way is kept for the next page, and forgotten when its outcome is known (B3)', async () => {
  const { checkout, shop, kept } = openCheckout()
  await chooseFirst(checkout)
  let keptAtSending: string | undefined
  shop.on('validate', ({ headers }) => {
    keptAtSending = kept.get(key)
    expect(keptAtSending).toBe(headers.get('idempotency-key'))
    return paid(keptAtSending)
  })
  await checkout.placeOrder()
  expect(keptAtSending).toMatch(/^[0-9a-f]{32}$/)
  expect(kept.size).toBe(0)
})

test('after a reload the open attempt is looked up before anything can be ordered (B3)', async () => {
  const { checkout, shop, kept } = openCheckout()
  kept.set(key, idOf('e'))
  const seen: unknown[] = []
  shop.on('readStatus', () => problem('not-found'))
  shop.on('readAttempt', ({ params }) => {
    seen.push(checkout.attempt.getState(), checkout.submit.getState().reasons)
    return paid(params.attemptId)
  })
  await chooseFirst(checkout)
  await until(checkout.attempt, ({ phase }) => phase === 'succeeded')
  expect(seen).toEqual([{ phase: 'confirming', paymentId, attemptId: idOf('e') }, ['busy']])
  expect(shop.names()).not.toContain('validate')
  expect(kept.size).toBe(0)
})

test('a page without a storage orders all the same (B10)', async () => {
  const blocked = () => {
    throw new Error('SecurityError')
  }
  const { checkout } = openCheckout({ storage: { getItem: blocked, setItem: blocked, removeItem: blocked } })
  await chooseFirst(checkout)
  expect(await checkout.placeOrder()).toMatchObject({ kind: 'result' })
})

test('code that does not load when a method is chosen is an error in its panel, and nowhere else (C1)', async () => {
  const { checkout, provider } = openCheckout()
  provider.script.load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
  await checkout.loadMethodList()
  checkout.select({ provider: 'scripted', method: 'card' })
  expect(checkout.submit.getState().reasons).toEqual(['loading'])
  const { panel } = await until(checkout.selection, ({ panel }) => panel.status === 'error')
  expect(panel).toEqual({ status: 'error', error: { code: 'provider_unavailable', retry: 'same' } })
})

test('before anything was chosen every handle answers calmly', async () => {
  const { checkout, provider } = openCheckout()
  expect(await checkout.placeOrder()).toEqual({ kind: 'not-sent' })
  checkout.acceptAmount()
  checkout.retryPanel()
  checkout.select(null)
  checkout.challenge.dismiss()
  checkout.challenge.attach({} as HTMLElement)()
  checkout.mountPanel({} as HTMLElement)()
  expect(checkout.attempt.getState()).toEqual({ phase: 'idle' })
  expect(checkout.selection.getState().panel).toEqual({ status: 'none' })
  expect(provider.log).toEqual([])
})

test('the last of several choices counts, also while the code is on its way (B11)', async () => {
  const { checkout, shop, provider } = openCheckout()
  shop.on('loadMethodList', () =>
    methodList([listedMethod(), listedMethod({ method: 'cash', needs: 'nothing' })]),
  )
  await checkout.loadMethodList()
  checkout.select({ provider: 'scripted', method: 'card' })
  expect(checkout.selection.getState()).toMatchObject({
    method: { method: 'card' },
    panel: { status: 'loading' },
  })
  checkout.select(null)
  expect(checkout.selection.getState().method).toBeUndefined()
  checkout.select({ provider: 'scripted', method: 'cash' })
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  expect(checkout.selection.getState().method?.method).toBe('cash')
  expect(provider.log).toEqual([])
})

test('a list that was asked for earlier and comes later is no news (B11)', async () => {
  const { checkout, shop } = openCheckout()
  await chooseFirst(checkout)
  let answerFirst = (): void => {}
  const first = new Promise<void>((resolve) => {
    answerFirst = resolve
  })
  let calls = 0
  shop.on('loadMethodList', async () => {
    if (++calls > 1) return methodList([listedMethod({ quote: 'newest' })])
    await first
    return methodList([listedMethod({ quote: 'stale' })])
  })
  const stale = checkout.loadMethodList()
  await checkout.loadMethodList()
  answerFirst()
  expect((await stale).methods[0]?.quote).toBe('stale')
  expect(checkout.selection.getState().method?.quote).toBe('newest')
})

test('a list that nobody waits for any more rejects and changes nothing', async () => {
  const { checkout } = openCheckout()
  const controller = new AbortController()
  const loading = checkout.loadMethodList(controller.signal)
  controller.abort()
  await expect(loading).rejects.toMatchObject({ name: 'PaymentError', code: 'aborted' })
  expect(checkout.selection.getState().total).toBeUndefined()
})

test('a list that fails is one typed error', async () => {
  const { checkout, shop } = openCheckout()
  shop.on('loadMethodList', () => problem('session-expired'))
  await expect(checkout.loadMethodList()).rejects.toMatchObject({ code: 'session-expired', origin: 'proxy' })
})

test('what no provider draws is listed with its reason', async () => {
  const { checkout, shop } = openCheckout()
  shop.on('loadMethodList', () => methodList([listedMethod(), listedMethod({ provider: 'unknown' })]))
  expect(await checkout.loadMethodList()).toMatchObject({
    methods: [{ provider: 'scripted' }],
    unavailable: [{ provider: 'unknown', method: 'card', reason: 'no-component' }],
  })
})

test('an open order is named in every call that can name it', async () => {
  const { checkout, shop } = openCheckout({ paymentId: 'invoice-7' })
  const urls: string[] = []
  const { fetch } = shop
  const { checkout: other } = openCheckout({
    paymentId: 'invoice-7',
    fetch: (input, init) => {
      urls.push(new Request(input, init).url)
      return fetch(input, init)
    },
  })
  await other.loadMethodList()
  expect(checkout.paymentId).toBe('invoice-7')
  expect(urls[0]).toContain('payment=invoice-7')
})

test('while an order is under way another method cannot be chosen, and that is reported', async () => {
  const { checkout, shop, events } = openCheckout()
  shop.on('loadMethodList', () =>
    methodList([listedMethod(), listedMethod({ method: 'cash', needs: 'nothing' })]),
  )
  await chooseFirst(checkout)
  shop.on('validate', ({ headers }) => {
    checkout.select({ provider: 'scripted', method: 'cash' })
    checkout.select(null)
    return paid(headers.get('idempotency-key') ?? '')
  })
  await checkout.placeOrder()
  expect(checkout.selection.getState().method?.method).toBe('card')
  expect(events.filter(({ type }) => type === 'illegal-transition')).toEqual([
    { type: 'illegal-transition', phase: 'validating', event: 'choose' },
    { type: 'illegal-transition', phase: 'validating', event: 'clear' },
  ])
})

test('a changed total is shown, accepted and then ordered with its new quote', async () => {
  const { checkout, shop } = openCheckout()
  await chooseFirst(checkout)
  const methods = [listedMethod({ total: eur(2549), quote: 'quote-2' })]
  const { baseUrl } = shop
  expect(baseUrl).toContain('/api/payments')
  shop.on('validate', () => problem('amount-changed', { methods, total: eur(2549) }))
  expect(await checkout.placeOrder()).toEqual({ kind: 'amount-changed', newTotal: eur(2549) })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'reviewing', newTotal: eur(2549) })
  expect(checkout.submit.getState().reasons).toEqual(['reviewing'])
  checkout.acceptAmount()
  expect(checkout.submit.getState().canSubmit).toBe(true)
  shop.on('validate', ({ headers }) => paid(headers.get('idempotency-key') ?? ''))
  await checkout.placeOrder()
  expect(shop.calls.findLast(({ name }) => name === 'validate')?.body.quote).toBe('quote-2')
})

test('a method that went away with the old total leaves nothing to order', async () => {
  const { checkout, shop } = openCheckout()
  await chooseFirst(checkout)
  shop.on('validate', () => problem('amount-changed', { methods: [], total: eur(1) }))
  await checkout.placeOrder()
  checkout.acceptAmount()
  expect(checkout.attempt.getState().phase).toBe('idle')
  expect(checkout.submit.getState().reasons).toEqual(['no-method'])
})

test('the next payment starts anew after the one before succeeded', async () => {
  const { checkout } = openCheckout()
  await chooseFirst(checkout)
  await checkout.placeOrder()
  const next = methodList()
  checkout.applyMethodList({ ...next, methods: [], stored: [] })
  expect(checkout.attempt.getState().phase).toBe('succeeded')
  checkout.applyMethodList({ ...next, payment: { ...next.payment, paymentId: 'payment-2' } as never })
  expect(checkout.attempt.getState()).toEqual({ phase: 'idle' })
})

test('two checkouts on a page do not meet', async () => {
  const one = openCheckout()
  const two = openCheckout()
  await chooseFirst(one.checkout)
  await chooseFirst(two.checkout)
  await one.checkout.placeOrder()
  expect(one.checkout.attempt.getState().phase).toBe('succeeded')
  expect(two.checkout.attempt.getState().phase).toBe('ready')
  expect(two.shop.names()).not.toContain('validate')
})

test('warming a method loads its code and asks the backend nothing', async () => {
  const { checkout, provider, shop, events } = openCheckout()
  checkout.warm({ provider: 'scripted', method: 'card' })
  checkout.warm({ provider: 'nobody', method: 'card' })
  expect(provider.log).toEqual(['load'])
  expect(shop.calls).toEqual([])
  provider.script.load = () => Promise.reject(new Error('offline'))
  checkout.warm({ provider: 'scripted', method: 'card' })
  await Promise.resolve()
  expect(events.every(({ type }) => type === 'error')).toBe(true)
})

test('a panel that failed is tried again', async () => {
  const { checkout, shop } = openCheckout()
  await checkout.loadMethodList()
  shop.on('loadMethod', () => problem('method-unavailable'))
  checkout.select({ provider: 'scripted', method: 'card' })
  const { panel } = await until(checkout.selection, ({ panel }) => panel.status === 'error')
  expect(panel).toMatchObject({ error: { code: 'method-unavailable', retry: 'other-method' } })
  expect(checkout.submit.getState().reasons).toEqual(['panel-error'])
  shop.on('loadMethod', ({ params }) => ({ ...params, purpose: 'pay', config: {}, redirectOrigins: [] }))
  checkout.retryPanel()
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
})

test('the status of any payment can be followed, and the same view is the same object', async () => {
  const { checkout, shop } = openCheckout()
  shop.on('readStatus', () => paymentState({ status: 'refunded' }))
  let changes = 0
  const unsubscribe = checkout.status.subscribe('payment-1', () => changes++)
  expect(checkout.status.get('payment-1')).toEqual({ status: 'loading' })
  const stop = checkout.status.watch('payment-1')
  await until(
    {
      getState: () => checkout.status.get('payment-1'),
      subscribe: (listener) =>
        checkout.status.subscribe('payment-1', () => listener(checkout.status.get('payment-1'))),
    },
    ({ status }) => status === 'ready',
  )
  expect(checkout.status.get('payment-1')).toBe(checkout.status.get('payment-1'))
  expect(changes).toBeGreaterThan(0)
  stop()
  unsubscribe()
})

test('an observer that throws disturbs nobody', async () => {
  const { checkout } = openCheckout({
    observe: () => {
      throw new Error('telemetry')
    },
  })
  await chooseFirst(checkout)
  expect(await checkout.placeOrder()).toMatchObject({ kind: 'result' })
})

test('what is observed names calls and transitions, and carries no body, token or URL', async () => {
  const { checkout, events } = openCheckout()
  await chooseFirst(checkout)
  await checkout.placeOrder()
  expect(
    events.flatMap((event) => (event.type === 'transition' ? [`${event.from} ${event.event}`] : [])),
  ).toEqual(['idle choose', 'ready place', 'collecting send', 'validating succeed'])
  const calls = events.flatMap((event) => (event.type === 'call' ? [event.name] : []))
  expect(calls).toEqual(['loadMethodList', 'loadMethod', 'validate'])
  expect(JSON.stringify(events)).not.toMatch(/token-1|quote-1|shop\.example/)
})

test('closing ends the session, and nothing starts afterwards', async () => {
  const { checkout, provider } = openCheckout()
  await chooseFirst(checkout)
  await checkout.close()
  await checkout.close()
  expect(provider.log.at(-1)).toBe('destroy 1')
  await expect(checkout.loadMethodList()).rejects.toMatchObject({ code: 'aborted' })
})

test('the shop’s own words reach what a provider draws', async () => {
  const { checkout, provider } = openCheckout({ messages: { 'button.place': 'Buy now' } })
  await chooseFirst(checkout)
  const text = provider.sessions[0]?.context.text
  expect(text?.('button.place')).toBe('Buy now')
  expect(text?.('button.pay', { amount: '€1' })).toBe('Pay €1')
})

test('two providers for one method are refused at once', () => {
  const providers = [createScriptedProvider(), createScriptedProvider()]
  expect(() => createCheckout({ baseUrl: '/api/payments', providers })).toThrow(TypeError)
})
