import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { listedMethod, methodList } from '../provider/methodList.fixture.ts'
import type { FlowTicket } from '../provider/ProviderContext.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { lostAnswer, openPlacing, type Placing, refusal } from './placing.fixture.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const ref = { paymentId, attemptId: idOf('a') }
const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)
const retry = (step: number, type = 'scripted.step') =>
  paymentResult({ outcome: 'action', action: { type, reason: 'declined' } }, { step })
const canceled = paymentResult({ outcome: 'canceled' })
const quote = (value: number, name: string) => ({
  ...{ quote: name, total: eur(value), lineItems: [], shippingOptions: [], errors: [] },
})

interface Button extends Placing {
  begin(): FlowTicket
}

/** A page whose chosen method draws its own button; its sheet asks for contact data. */
const openButton = async (): Promise<Button> => {
  const provider = createScriptedProvider({ presentation: 'button' })
  const list = methodList([listedMethod({ collectsContact: true })])
  const placing = await openPlacing({ provider, list })
  const begin = (): FlowTicket => {
    const session = provider.sessions.at(-1)
    if (!session) throw new Error('no session')
    return session.context.flow.begin()
  }
  return { ...placing, begin }
}

test('a press places one order with what the sheet gave, and the attempt is under way from the click on', async () => {
  const { begin, client, view, phases, context } = await openButton()
  client.answer('validate', paid)
  const ticket = begin()
  expect(view()).toEqual({ phase: 'collecting', ...ref })
  const contact = { email: 'a@shop.example' }
  expect(await ticket.placeOrder({ data: { token: 'sheet' }, contact })).toEqual(paid)
  expect(client.requests('validate')).toEqual([
    {
      ...ref,
      ...{ provider: 'scripted', method: 'card', purpose: 'pay', data: { token: 'sheet' } },
      ...{ quote: 'quote-1', contact, locale: 'en' },
    },
  ])
  ticket.finish(paid)
  expect(phases).toEqual(['idle', 'ready', 'collecting', 'validating', 'succeeded'])
  expect(context.lock.isTaken).toBe(false)
})

test('while a ticket is open no second one begins, and the page’s button orders nothing', async () => {
  const { begin, place, client, phases } = await openButton()
  const ticket = begin()
  expect(begin).toThrow(expect.objectContaining({ code: 'attempt-in-progress' }))
  expect(await place()).toMatchObject({ kind: 'not-sent', error: { code: 'attempt-in-progress' } })
  client.answer('validate', paymentResult({ outcome: 'failed', error: { code: 'declined', retry: 'same' } }))
  await ticket.placeOrder({ data: {} })
  // The attempt has ended, its sheet has not.
  expect(phases.at(-1)).toBe('failed')
  expect(begin).toThrow(expect.objectContaining({ code: 'attempt-in-progress' }))
  expect(await place()).toMatchObject({ kind: 'not-sent' })
  ticket.fail(new PaymentError({ message: 'declined', code: 'declined', origin: 'provider' }))
  begin().cancel()
  expect(client.requests('validate')).toHaveLength(1)
})

test('a sheet that is closed before anything was sent leaves everything as it was', async () => {
  const { begin, client, view, provider, selection } = await openButton()
  const ticket = begin()
  selection.applyList(methodList([listedMethod({ total: eur(3000), collectsContact: true })], 3000))
  expect(provider.log).not.toContain('update 1 3000')
  ticket.cancel()
  expect(view().phase).toBe('ready')
  expect(view()).not.toHaveProperty('error')
  await Promise.resolve()
  expect(provider.log).toContain('update 1 3000')
  ticket.cancel()
  await expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'configuration' })
  expect(client.requests('validate')).toEqual([])
})

test('a sheet that failed before anything was sent says why', async () => {
  const { begin, view } = await openButton()
  begin().fail(
    new PaymentError({ message: 'x', code: 'provider_unavailable', retry: 'same', origin: 'provider' }),
  )
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'provider_unavailable', retry: 'same' } })
})

test('declined, and tried again in the same attempt with another funding', async () => {
  const { begin, client, view, provider } = await openButton()
  client.answer('validate', retry(1))
  client.answer('updatePayment', retry(2), paid)
  const ticket = begin()
  expect(await ticket.placeOrder({ data: { token: 'one' } })).toMatchObject({ outcome: 'action', step: 1 })
  expect(view().phase).toBe('acting')
  expect(await ticket.updatePayment({ token: 'two' })).toMatchObject({ outcome: 'action', step: 2 })
  expect(await ticket.updatePayment({ token: 'three' })).toEqual(paid)
  expect(client.requests('updatePayment')).toEqual([
    { ...ref, step: 1, data: { token: 'two' } },
    { ...ref, step: 2, data: { token: 'three' } },
  ])
  expect(provider.log.some((line) => line.startsWith('perform'))).toBe(false)
  await expect(ticket.updatePayment({})).rejects.toMatchObject({ code: 'configuration' })
  ticket.finish(paid)
  expect(view().phase).toBe('succeeded')
})

test('a sheet that is closed while the company waits for another funding cancels the attempt there', async () => {
  for (const end of ['cancel', 'finish'] as const) {
    const { begin, client, clock, view, context } = await openButton()
    client.answer('validate', retry(1))
    client.answer('cancelPayment', canceled)
    const ticket = begin()
    const result = await ticket.placeOrder({ data: {} })
    if (end === 'cancel') ticket.cancel()
    else ticket.finish(result)
    expect(begin).toThrow(expect.objectContaining({ code: 'attempt-in-progress' }))
    await clock.advance(0)
    expect(client.requests('cancelPayment')).toEqual([ref])
    expect(view().phase).toBe('canceled')
    expect(context.lock.isTaken).toBe(false)
  }
})

test('closed while the answer is on its way, the answer decides', async () => {
  for (const [answer, phase] of [
    [paid, 'succeeded'],
    [retry(1), 'canceled'],
  ] as const) {
    const { begin, client, view, context } = await openButton()
    const ticket = begin()
    client.answer('cancelPayment', canceled)
    client.answer('validate', () => {
      ticket.cancel()
      return answer
    })
    await ticket.placeOrder({ data: {} })
    expect(view().phase).toBe(phase)
    expect(context.lock.isTaken).toBe(false)
  }
})

test('a lost answer is read back, and never sent again', async () => {
  const { begin, client, clock, view } = await openButton()
  client.answer('validate', lostAnswer())
  client.answer('readAttempt', retry(1))
  client.answer('updatePayment', lostAnswer('timeout'), lostAnswer('timeout'), lostAnswer('timeout'))
  const ticket = begin()
  const placed = ticket.placeOrder({ data: {} })
  await clock.advance(500)
  expect(await placed).toMatchObject({ outcome: 'action' })
  client.script('readAttempt', paid)
  const updated = ticket.updatePayment({ token: 'two' })
  await clock.advance(3_500)
  expect(await updated).toEqual(paid)
  expect(client.requests('validate')).toHaveLength(1)
  expect(view().phase).toBe('succeeded')
})

test('an order of which nothing can be read is pending, and found out later', async () => {
  const { begin, client, clock, view } = await openButton()
  client.answer('validate', lostAnswer())
  client.answer('readAttempt', lostAnswer())
  const placed = begin().placeOrder({ data: {} })
  await clock.advance(16_000)
  expect(await placed).toMatchObject({
    ...{ ...ref, outcome: 'pending', step: 0, state: { status: 'pending', revision: { epoch: 0, seq: 0 } } },
  })
  expect(view().phase).toBe('confirming')
  client.script('readAttempt', paid)
  await clock.advance(15_000)
  expect(view().phase).toBe('succeeded')
})

test('an order that never arrived is a rejection, and can be placed again', async () => {
  const { begin, client, clock, view } = await openButton()
  client.answer('validate', lostAnswer(), paid)
  client.answer('readAttempt', refusal('unknown-attempt', { status: 404 }))
  client.answer('cancelPayment', refusal('attempt-burnt', { status: 410 }))
  const placed = begin().placeOrder({ data: {} })
  const failed = expect(placed).rejects.toMatchObject({ name: 'PaymentError', code: 'network' })
  await clock.advance(500)
  await failed
  expect(view().phase).toBe('ready')
  expect(await begin().placeOrder({ data: {} })).toEqual(paid)
})

test('a changed total rejects, and has to be accepted before the next press', async () => {
  const { begin, client, context, view } = await openButton()
  const methods = [listedMethod({ total: eur(2549), quote: 'quote-2', collectsContact: true })]
  client.answer('validate', refusal('amount-changed', { methods, total: eur(2549), status: 409 }), paid)
  await expect(begin().placeOrder({ data: {} })).rejects.toMatchObject({ code: 'amount-changed' })
  expect(view()).toMatchObject({ phase: 'reviewing', newTotal: eur(2549) })
  expect(begin).toThrow(expect.objectContaining({ code: 'amount-changed' }))
  context.attempt.dispatch({ type: 'accept' })
  await begin().placeOrder({ data: {} })
  expect(client.requests('validate').at(-1)).toMatchObject({ quote: 'quote-2' })
})

test('what the shop refuses before it binds the attempt rejects, and shows why', async () => {
  const { begin, client, view, online } = await openButton()
  const issues = [{ message: 'Sold out' }]
  client.answer('validate', refusal('order-invalid', { issues: issues as never, status: 409 }))
  await expect(begin().placeOrder({ data: {} })).rejects.toMatchObject({ code: 'order-invalid' })
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'order-invalid' }, issues })
  const ticket = begin()
  online.value = false
  await expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'offline' })
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'offline' } })
  expect(begin).toThrow(expect.objectContaining({ code: 'offline' }))
  expect(client.requests('validate')).toHaveLength(1)
})

test('a payment that was paid another way while the sheet was open is not ordered again', async () => {
  const { begin, client, status, view } = await openButton()
  const ticket = begin()
  const attempts = [attemptState({ attemptId: idOf('f'), status: 'paid', live: false })]
  status.applyStatus(paymentState({ status: 'paid', attempts }))
  await expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'already-paid' })
  expect(client.requests('validate')).toEqual([])
  expect(view().phase).toBe('succeeded')
  expect(begin).toThrow(expect.objectContaining({ code: 'already-paid' }))
})

test('an action that the provider did not declare is not given to it', async () => {
  const { begin, client, view } = await openButton()
  client.answer('validate', retry(1, 'evil.step'))
  client.answer('cancelPayment', canceled)
  const result = await begin().placeOrder({ data: {} })
  expect(result).toMatchObject({ outcome: 'failed', error: { code: 'configuration' } })
  expect(view().phase).toBe('failed')
})

test('the page’s terms and checks are asked at once, and "no" opens nothing', async () => {
  const { begin, terms, checks, view, client, events } = await openButton()
  terms.setState({ consents: { terms: { given: false, isRequired: true } } })
  expect(begin).toThrow(expect.objectContaining({ name: 'PaymentError', code: 'aborted' }))
  expect(terms.getState().isAsked).toBe(true)
  terms.setState({ consents: { terms: { given: true, isRequired: true } } })
  checks.push({ check: () => false })
  expect(begin).toThrow(expect.objectContaining({ code: 'aborted' }))
  expect(view()).toMatchObject({ phase: 'ready' })
  expect(view()).not.toHaveProperty('error')
  const soldOut = new PaymentError({ message: 'x', code: 'order-invalid', retry: 'same', origin: 'page' })
  checks[0] = {
    check: () => {
      throw soldOut
    },
  }
  expect(begin).toThrow(soldOut)
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'order-invalid' } })
  checks[0] = { check: () => Promise.reject(new Error('late')) }
  expect(begin).toThrow(expect.objectContaining({ code: 'configuration' }))
  expect(events.filter(({ type }) => type === 'error')).toHaveLength(1)
  checks.length = 0
  client.answer('validate', paid)
  await begin().placeOrder({ data: {}, store: true })
  expect(client.requests('validate')).toMatchObject([{ consents: { terms: true } }])
})

test('the newest quote of the sheet is what is ordered, one change after the other', async () => {
  const { begin, client, clock } = await openButton()
  client.answer('validate', paid)
  const quotes = [quote(2549, 'quote-nl'), quote(3049, 'quote-express')]
  let asked = 0
  client.answer('loadQuote', async () => quotes[asked++] as never)
  const ticket = begin()
  const first = ticket.shippingChanged?.({ shippingAddress: { country: 'NL' } })
  const second = ticket.shippingChanged?.({ shippingOptionId: 'express' })
  const placed = ticket.placeOrder({ data: {} })
  await clock.advance(0)
  expect([(await first)?.quote, (await second)?.quote]).toEqual(['quote-nl', 'quote-express'])
  await placed
  expect(client.requests('loadQuote')).toEqual([
    { paymentId, provider: 'scripted', method: 'card', shippingAddress: { country: 'NL' } },
    { paymentId, provider: 'scripted', method: 'card', shippingOptionId: 'express' },
  ])
  expect(client.requests('validate')).toMatchObject([{ quote: 'quote-express' }])
  await expect(ticket.shippingChanged?.({})).rejects.toMatchObject({ code: 'configuration' })
})

test('a quote that fails is the sheet’s to show, and the one before counts', async () => {
  const { begin, client } = await openButton()
  client.answer('validate', paid)
  client.answer('loadQuote', quote(2549, 'quote-nl'), refusal('order-invalid', { status: 409 }))
  const ticket = begin()
  await ticket.shippingChanged?.({ shippingAddress: { country: 'NL' } })
  await expect(ticket.shippingChanged?.({ shippingAddress: { country: 'AQ' } })).rejects.toMatchObject({
    code: 'order-invalid',
  })
  await ticket.placeOrder({ data: {} })
  expect(client.requests('validate')).toMatchObject([{ quote: 'quote-nl' }])
})

test('a quote for what another tab has paid shows the page that it is paid', async () => {
  const { begin, client, view } = await openButton()
  client.answer('loadQuote', refusal('already-paid', { state: paid.state }))
  const ticket = begin()
  await expect(ticket.shippingChanged?.({ shippingAddress: { country: 'NL' } })).rejects.toMatchObject({
    code: 'already-paid',
  })
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  await expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'already-paid' })
  expect(client.requests('validate')).toEqual([])
})

test('a canceled sheet whose quote changed the order outdates the list; one without a quote does not', async () => {
  const { begin, client, chosen } = await openButton()
  begin().cancel()
  expect(chosen().isListOutdated).toBeUndefined()
  client.answer('loadQuote', quote(2549, 'quote-nl'))
  const ticket = begin()
  await ticket.shippingChanged?.({ shippingAddress: { country: 'NL' } })
  ticket.cancel()
  expect(chosen().isListOutdated).toBe(true)
})

test('a sheet that is closed while a quote is on its way outdates the list once the shop has answered', async () => {
  const { begin, client, chosen, clock } = await openButton()
  const answer = Promise.withResolvers<ReturnType<typeof quote>>()
  client.script('loadQuote', () => answer.promise)
  const ticket = begin()
  const asked = ticket.shippingChanged?.({ shippingAddress: { country: 'NL' } })
  ticket.cancel()
  await clock.advance(0)
  expect(chosen().isListOutdated).toBeUndefined()
  answer.resolve(quote(2549, 'quote-nl'))
  await asked
  await clock.advance(0)
  expect(chosen().isListOutdated).toBe(true)
})

test('closed while a quote is on its way to an order, nothing is sent', async () => {
  const { begin, client, clock, view } = await openButton()
  client.answer('loadQuote', quote(2549, 'quote-nl'))
  const ticket = begin()
  void ticket.shippingChanged?.({ shippingAddress: { country: 'NL' } })
  const placed = expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'configuration' })
  ticket.cancel()
  await clock.advance(0)
  await placed
  expect(client.requests('validate')).toEqual([])
  expect(view().phase).toBe('ready')
  expect(view()).not.toHaveProperty('error')
})

test('a ticket that is left alone ends after thirty minutes without a word', async () => {
  const { begin, clock, view } = await openButton()
  const ticket = begin()
  await clock.advance(30 * 60_000 - 1)
  expect(view().phase).toBe('collecting')
  await clock.advance(1)
  expect(view().phase).toBe('ready')
  await expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'configuration' })
})

test('a session that ends takes its ticket along', async () => {
  const { begin, client, clock, provider, view } = await openButton()
  client.answer('validate', retry(1))
  client.answer('cancelPayment', canceled)
  begin()
  provider.sessions[0]?.setState({ phase: 'error', canSubmit: false })
  expect(view().phase).toBe('ready')
  expect(begin).toThrow(expect.objectContaining({ code: 'configuration' }))

  const other = await openButton()
  other.client.answer('validate', retry(1))
  other.client.answer('cancelPayment', canceled)
  await other.begin().placeOrder({ data: {} })
  other.provider.sessions[0]?.setState({ phase: 'error', canSubmit: false })
  await other.clock.advance(0)
  expect(other.client.requests('cancelPayment')).toEqual([ref])
  expect(other.view().phase).toBe('canceled')
  await clock.advance(0)
})

test('a form may not begin a ticket, nor may a session that has ended', async () => {
  const { provider } = await openPlacing()
  expect(() => provider.sessions[0]?.context.flow.begin()).toThrow(
    expect.objectContaining({ code: 'configuration' }),
  )
})
