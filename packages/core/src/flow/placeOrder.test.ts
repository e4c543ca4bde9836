import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { listedMethod, methodList } from '../provider/methodList.fixture.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { openPlacing, refusal } from './placing.fixture.ts'

const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)
const declined = paymentResult({ outcome: 'failed', error: { code: 'declined', retry: 'same' } })
const invalid = (field: string) =>
  new PaymentError({
    ...{ message: 'incomplete', code: 'invalid_data', retry: 'same', origin: 'provider', field },
  } as const)

test('an approved card goes from ready to paid with what the shopper saw', async () => {
  const list = methodList([listedMethod({ isStorable: true })])
  const { client, place, phases, view } = await openPlacing({ list })
  client.answer('validate', paid)
  expect(await place({ store: true, consents: { terms: true } })).toEqual({ kind: 'result', result: paid })
  expect(client.requests('validate')).toEqual([
    {
      paymentId,
      attemptId: idOf('a'),
      provider: 'scripted',
      method: 'card',
      purpose: 'pay',
      data: { token: 'token-1' },
      quote: 'quote-1',
      store: true,
      consents: { terms: true },
      locale: 'en',
    },
  ])
  expect(phases).toEqual(['idle', 'ready', 'collecting', 'validating', 'succeeded'])
  expect(view()).toMatchObject({ success: 'paid', result: paid })
})

test('a card order without its money yet is confirming, and the status makes it paid', async () => {
  const { client, place, phases, status, effects } = await openPlacing()
  client.answer('validate', paymentResult({ outcome: 'complete' }))
  await place()
  expect(phases.at(-1)).toBe('confirming')
  expect(effects).toEqual(['remember', 'watch'])
  status.applyStatus(paymentState({ status: 'paid' }))
  expect(phases.at(-1)).toBe('succeeded')
  expect(effects).toEqual(['remember', 'watch', 'forget', 'unwatch'])
})

test('a status that arrives before the answer is not undone by it', async () => {
  const { client, place, status, view, events } = await openPlacing()
  client.answer('validate', () => {
    status.applyStatus(paymentState({ status: 'paid', settled: true }))
    return paymentResult({ outcome: 'complete' }, { state: paymentState({ revision: { epoch: 1, seq: 0 } }) })
  })
  await place()
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  expect(events.filter(({ type }) => type === 'illegal-transition')).toEqual([])
})

test('an offline order is placed at once, and so is one that waits for a bank transfer', async () => {
  const methods = [listedMethod({ isOffline: true, needs: 'nothing' })]
  const display = { kind: 'instructions', text: ['Pay at the door.'] } as const
  for (const outcome of [{ outcome: 'complete' }, { outcome: 'pending', display }] as const) {
    const { client, place, view } = await openPlacing({ list: methodList(methods) })
    const result = paymentResult({ ...outcome } as never)
    client.answer('validate', result)
    await place()
    expect(view()).toEqual({
      ...{ phase: 'succeeded', success: 'placed', result, paymentId, attemptId: idOf('a') },
    })
  }
})

test('an offline order whose outcome is not known is not called placed, until the payment’s state says so (A3)', async () => {
  const methods = [listedMethod({ isOffline: true, needs: 'nothing' })]
  const { client, place, view, status } = await openPlacing({ list: methodList(methods) })
  client.answer('validate', paymentResult({ outcome: 'pending' }))
  await place()
  expect(view().phase).toBe('confirming')
  status.applyStatus(paymentState({ attempts: [attemptState({ placed: true, live: false })] }))
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'placed' })
})

test('an online order that is pending with a display keeps it while it is confirming', async () => {
  const { client, place, view } = await openPlacing()
  const display = { kind: 'qr', data: 'x' } as const
  client.answer('validate', paymentResult({ outcome: 'pending', display }))
  await place()
  expect(view()).toMatchObject({ phase: 'confirming', display })
})

test.each([
  ['says no', () => false],
  ['says no later', async () => false],
])('nothing is collected when the page %s', async (_, beforeSubmit) => {
  const { place, provider, client, phases } = await openPlacing()
  expect(await place({ beforeSubmit })).toEqual({ kind: 'not-sent', error: undefined })
  expect(provider.log).not.toContain('collect 1')
  expect(client.requests('validate')).toEqual([])
  expect(phases).toEqual(['idle', 'ready', 'collecting', 'ready'])
})

test('a page that throws before the order leaves it unsent, and what it threw is reported', async () => {
  const { place, client, events } = await openPlacing()
  const error = new Error('terms not loaded')
  const beforeSubmit = () => {
    throw error
  }
  expect(await place({ beforeSubmit })).toEqual({ kind: 'not-sent', error: undefined })
  expect(client.requests('validate')).toEqual([])
  expect(events).toContainEqual({ type: 'listener-error', error })
})

test('a page that throws one of our errors shows it', async () => {
  const { place, view } = await openPlacing()
  const beforeSubmit = () => Promise.reject(invalid('terms'))
  const error = { code: 'invalid_data', retry: 'same', field: 'terms' }
  expect(await place({ beforeSubmit })).toEqual({ kind: 'not-sent', error })
  expect(view()).toMatchObject({ phase: 'ready', error })
})

test('a field to mend gets the focus and the order stays unsent', async () => {
  const { place, provider, view, client } = await openPlacing()
  provider.script.collect = () => Promise.reject(invalid('expiry'))
  const error = { code: 'invalid_data', retry: 'same', field: 'expiry' }
  expect(await place()).toEqual({ kind: 'not-sent', error })
  expect(provider.log.at(-1)).toBe('focus')
  expect(view()).toMatchObject({ phase: 'ready', error })
  expect(client.requests('validate')).toEqual([])
})

test('a provider that throws anything else is an error too, and one that never answers is given up', async () => {
  const { place, provider, view, clock } = await openPlacing()
  provider.script.collect = () => Promise.reject(new TypeError('broken'))
  expect(await place()).toMatchObject({ kind: 'not-sent', error: { code: 'unknown' } })
  provider.script.collect = () => new Promise(() => {})
  const hanging = place()
  await clock.advance(30_000)
  expect(await hanging).toMatchObject({ kind: 'not-sent', error: { code: 'provider_unavailable' } })
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'provider_unavailable' } })
})

test('offline nothing is sent and nothing is queued (B7)', async () => {
  const { place, view, online, client, provider } = await openPlacing()
  online.value = false
  expect(await place()).toMatchObject({ kind: 'not-sent', error: { code: 'offline' } })
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'offline', retry: 'same' } })
  expect(provider.log).not.toContain('collect 1')
  online.value = true
  client.answer('validate', paid)
  expect(await place()).toMatchObject({ kind: 'result' })
})

test('after a decline the next try has a fresh token and a new attempt', async () => {
  const { place, client, phases, effects } = await openPlacing()
  client.answer('validate', declined, paid)
  expect(await place()).toEqual({ kind: 'result', result: declined })
  expect(phases.at(-1)).toBe('failed')
  expect(effects).toEqual(['remember', 'forget'])
  await place()
  expect(client.requests('validate').map(({ attemptId, data }) => ({ attemptId, data }))).toEqual([
    { attemptId: idOf('a'), data: { token: 'token-1' } },
    { attemptId: idOf('b'), data: { token: 'token-2' } },
  ])
  expect(phases.at(-1)).toBe('succeeded')
})

test.each([
  'session-expired',
  'rate-limited',
  'order-invalid',
  'attempt-burnt',
  'idempotency-mismatch',
  'method-unavailable',
  'a-code-of-next-year',
])('a refusal with %s is shown, and the next try is a new attempt with a fresh token', async (code) => {
  const { place, client, view } = await openPlacing()
  const issues = [{ code: 'sold-out', message: 'Sold out' }]
  client.answer('validate', refusal(code, { status: 409, issues }), paid)
  const error = { code, retry: 'same' }
  expect(await place()).toEqual({ kind: 'not-sent', error })
  expect(view()).toMatchObject({ phase: 'ready', error, issues })
  await place()
  const [first, second] = client.requests('validate')
  expect(second?.attemptId).not.toBe(first?.attemptId)
  expect(second?.data).not.toEqual(first?.data)
})

test('a changed total has to be accepted before anything is sent again, with the new quote (B12)', async () => {
  const { place, client, view, chosen, provider } = await openPlacing()
  const newTotal = { value: 2549, currency: 'EUR' }
  const methods = [listedMethod({ total: newTotal, quote: 'quote-2' })]
  client.answer('validate', refusal('amount-changed', { status: 409, methods, total: newTotal }), paid)
  expect(await place()).toEqual({ kind: 'amount-changed', newTotal })
  expect(view()).toMatchObject({ phase: 'reviewing', newTotal })
  expect(chosen()).toMatchObject({ method: { quote: 'quote-2' }, total: newTotal })
  expect(provider.log.at(-1)).toBe('update 1 2549')
  expect(await place()).toEqual({ kind: 'amount-changed', newTotal })
  expect(client.requests('validate')).toHaveLength(1)
})

test('once accepted, the new total is what is ordered', async () => {
  const { place, client, context, clock } = await openPlacing()
  const newTotal = { value: 2549, currency: 'EUR' }
  const methods = [listedMethod({ total: newTotal, quote: 'quote-2' })]
  client.answer('validate', refusal('amount-changed', { methods, total: newTotal }), paid)
  await place()
  context.attempt.dispatch({ type: 'accept' })
  await clock.advance(0)
  await place()
  expect(client.requests('validate').map(({ quote }) => quote)).toEqual(['quote-1', 'quote-2'])
})

test('a total that changes while the provider collects is not sent in the shopper’s name (B12)', async () => {
  const { place, client, provider, selection } = await openPlacing()
  client.answer('validate', paid)
  const { collect } = provider.script
  provider.script.collect = (signal) => {
    selection.applyList(
      methodList([listedMethod({ quote: 'quote-2', total: { value: 1, currency: 'EUR' } })]),
    )
    return collect(signal)
  }
  await place()
  expect(client.requests('validate')[0]?.quote).toBe('quote-1')
})

test.each(['paid', 'partially_refunded', 'refunded'])(
  'what is paid already reads as paid: %s',
  async (status) => {
    const { place, client, view } = await openPlacing()
    const own = attemptState({ attemptId: idOf('f'), status, live: false })
    const state = paymentState({ status, settled: true, orderId: 'order-7', attempts: [own] })
    client.answer('validate', refusal('already-paid', { status: 409, state }))
    const outcome = await place()
    expect(outcome).toMatchObject({
      kind: 'result',
      result: { outcome: 'complete', orderId: 'order-7', state },
    })
    expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid', attemptId: idOf('f') })
  },
)

test('what is paid already, told without a readable state, is looked up and not called refused', async () => {
  const { place, client, status, clock, view, phases } = await openPlacing()
  client.answer('validate', refusal('already-paid', { status: 409 }))
  const placing = place()
  await clock.advance(0)
  expect(phases.at(-1)).toBe('confirming')
  status.applyStatus(paymentState({ status: 'paid' }))
  await clock.advance(500)
  await placing
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('another tab’s attempt whose outcome is on its way is followed', async () => {
  const { place, client, view, status, clock } = await openPlacing()
  const result = paymentResult({ outcome: 'pending' }, { attemptId: idOf('f') })
  client.answer('validate', refusal('attempt-in-progress', { status: 409, result }))
  const placing = place()
  await clock.advance(0)
  expect(view()).toMatchObject({ phase: 'confirming', follows: idOf('f') })
  status.applyStatus(paymentState({ status: 'authorized' }))
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'authorized' })
  await clock.advance(500)
  expect(await placing).toEqual({ kind: 'unknown', paymentId, attemptId: idOf('f') })
})

test('a part that is paid leaves the rest to be paid by a method of a new list', async () => {
  const { place, client, view, chosen, selection, clock, effects, phases } = await openPlacing()
  const due = { value: 1049, currency: 'EUR' }
  const state = paymentState({ status: 'partially_paid' })
  client.answer('validate', paymentResult({ outcome: 'partial', due }, { state }), paid)
  expect(await place()).toMatchObject({ kind: 'result', result: { outcome: 'partial', due } })
  expect(view()).toEqual({ phase: 'idle', paymentId, attemptId: idOf('a') })
  expect(chosen()).toMatchObject({ isListOutdated: true, panel: { status: 'none' } })
  expect(chosen().method).toBeUndefined()
  expect(effects).toEqual(['remember', 'forget'])
  expect(await place()).toEqual({ kind: 'not-sent' })

  const rest = methodList([listedMethod({ total: due, quote: 'quote-rest' })])
  selection.applyList({ ...rest, payment: { ...rest.payment, due } as never })
  expect(chosen()).toMatchObject({ due, total: { value: 2049 } })
  expect(chosen().isListOutdated).toBeUndefined()
  selection.select({ provider: 'scripted', method: 'card' })
  await clock.advance(0)
  await place()
  expect(client.requests('validate').at(-1)).toMatchObject({ quote: 'quote-rest', attemptId: idOf('b') })
  expect(phases.at(-1)).toBe('succeeded')
})

test.each(['canceled', 'expired'] as const)('an attempt that is %s can be tried again', async (outcome) => {
  const { place, client, phases } = await openPlacing()
  client.answer('validate', paymentResult({ outcome }), paid)
  await place()
  expect(phases.at(-1)).toBe(outcome)
  await place()
  expect(phases.at(-1)).toBe('succeeded')
})

test('a redirect that nobody can follow is ended at the company, and another method can be chosen', async () => {
  const { place, client, view, events } = await openPlacing()
  const result = paymentResult({
    outcome: 'redirect',
    url: 'https://bank.example/',
    method: 'GET',
    fields: [],
  })
  client.answer('validate', result)
  client.answer('cancelPayment', paymentResult({ outcome: 'canceled' }))
  await place()
  expect(client.requests('cancelPayment')).toEqual([{ paymentId, attemptId: idOf('a') }])
  expect(view()).toMatchObject({ phase: 'failed', error: { code: 'configuration', retry: 'other-method' } })
  const error = expect.objectContaining({ code: 'configuration' })
  expect(events).toContainEqual({ type: 'error', error })
})

test('a success that comes late wins over every refusal', async () => {
  const { place, client, phases, status } = await openPlacing()
  client.answer('validate', declined)
  await place()
  expect(phases.at(-1)).toBe('failed')
  status.applyStatus(paymentState({ status: 'paid' }))
  expect(phases.at(-1)).toBe('succeeded')
})

test('an order that got paid while the provider collects is not sent again', async () => {
  const { place, client, provider, status, view } = await openPlacing()
  client.answer('validate', declined)
  await place()
  const { collect } = provider.script
  provider.script.collect = (signal) => {
    status.applyStatus(paymentState({ status: 'paid' }))
    return collect(signal)
  }
  expect(await place()).toEqual({ kind: 'not-sent' })
  expect(client.requests('validate')).toHaveLength(1)
  expect(view().phase).toBe('succeeded')
})

test('without a method, or with one that is not loaded, nothing is sent', async () => {
  const { place, selection, client, provider, clock } = await openPlacing()
  selection.select(null)
  expect(await place()).toEqual({ kind: 'not-sent' })
  provider.script.create = () => new Promise(() => {})
  selection.select(listedMethod())
  await clock.advance(0)
  expect(await place()).toEqual({ kind: 'not-sent' })
  expect(client.requests('validate')).toEqual([])
})

test('a method without a quote cannot be ordered', async () => {
  const { quote, ...method } = listedMethod()
  const { place } = await openPlacing({ list: methodList([method]) })
  expect(quote).toBe('quote-1')
  expect(await place()).toMatchObject({ kind: 'not-sent', error: { code: 'configuration' } })
})

test('a provider with a button of its own is not placed by the page’s', async () => {
  const provider = createScriptedProvider({ presentation: 'button' })
  const { place, client } = await openPlacing({ provider })
  expect(await place()).toMatchObject({ kind: 'not-sent', error: { code: 'configuration' } })
  expect(client.requests('validate')).toEqual([])
})

test('the session stands still while its order is under way', async () => {
  const { place, client, provider, selection, clock } = await openPlacing()
  const changed = methodList([listedMethod({ total: { value: 3000, currency: 'EUR' } })])
  client.answer('validate', () => {
    selection.applyList(changed)
    return declined
  })
  provider.script.update = async () => 'recreate'
  await place()
  await clock.advance(0)
  const after = provider.log.slice(provider.log.indexOf('collect 1'))
  expect(after.slice(0, 2)).toEqual(['collect 1', 'update 1 3000'])
  expect(provider.sessions.at(-1)?.amount).toBe(3000)
})
