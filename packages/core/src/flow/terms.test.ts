import { expect, test } from 'vitest'
import { paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { listedMethod, methodList } from '../provider/methodList.fixture.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { openPlacing } from './placing.fixture.ts'

const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)
const required = (given: boolean) => ({ given, isRequired: true })
const storable = methodList([listedMethod({ isStorable: true })])

test('the consents and the wish to keep the method are sent with the order', async () => {
  const { client, place, terms } = await openPlacing({ list: storable })
  client.answer('validate', paid)
  terms.setState({
    consents: { terms: required(true), news: { given: false, isRequired: false } },
    store: true,
  })
  await place()
  expect(client.requests('validate')).toMatchObject([{ consents: { terms: true, news: false }, store: true }])
})

test('what one order says wins over the terms', async () => {
  const { client, place, terms } = await openPlacing({ list: storable })
  client.answer('validate', paid)
  terms.setState({ consents: { terms: required(false) }, store: true })
  await place({ consents: { terms: true, age: true }, store: false })
  expect(client.requests('validate')).toMatchObject([{ consents: { terms: true, age: true }, store: false }])
})

test('a method that cannot be kept is not asked to be', async () => {
  const { client, place, terms } = await openPlacing()
  client.answer('validate', paid)
  terms.setState({ store: true })
  await place({ store: true })
  expect(client.requests('validate')[0]).not.toHaveProperty('store')
})

test('without a required consent nothing is collected or sent, and the page is told that it was asked for', async () => {
  const { client, provider, place, terms, view } = await openPlacing()
  client.answer('validate', paid)
  terms.setState({ consents: { terms: required(false) } })
  expect(await place()).toEqual({ kind: 'not-sent', error: undefined })
  expect(terms.getState().isAsked).toBe(true)
  expect(view().phase).toBe('ready')
  expect(provider.log).not.toContain('collect 1')
  terms.setState({ consents: { terms: required(true) } })
  expect(await place()).toMatchObject({ kind: 'result' })
  expect(terms.getState().isAsked).toBe(false)
})

test('an incomplete form leads to its first field, also while a consent is missing', async () => {
  const provider = createScriptedProvider({ state: { phase: 'ready', canSubmit: false } })
  const { client, place, terms } = await openPlacing({ provider })
  provider.script.collect = async () => {
    throw new PaymentError({ message: 'empty', code: 'invalid_data', retry: 'same', origin: 'provider' })
  }
  terms.setState({ consents: { terms: required(false) } })
  expect(await place()).toMatchObject({ kind: 'not-sent', error: { code: 'invalid_data' } })
  expect(provider.log).toContain('focus')
  expect(terms.getState().isAsked).toBe(true)
  // A form that collects all the same is not sent without the consent.
  provider.script.collect = async () => ({ data: { token: 'token' } })
  expect(await place()).toEqual({ kind: 'not-sent', error: undefined })
  expect(client.requests('validate')).toEqual([])
})

test('every check is asked in turn, then the page’s own; the first "no" stops the order', async () => {
  const { client, place, checks } = await openPlacing()
  client.answer('validate', paid)
  const asked: string[] = []
  let answer: boolean | undefined
  checks.push(
    { check: () => void asked.push('address') },
    {
      check: async () => {
        asked.push('stock')
        return answer
      },
    },
  )
  const beforeSubmit = (): undefined => void asked.push('page')
  answer = false
  expect(await place({ beforeSubmit })).toEqual({ kind: 'not-sent', error: undefined })
  expect(asked).toEqual(['address', 'stock'])
  answer = undefined
  expect(await place({ beforeSubmit })).toMatchObject({ kind: 'result' })
  expect(asked.slice(2)).toEqual(['address', 'stock', 'page'])
})

test('a check that throws stops the order, and a PaymentError of it is shown', async () => {
  const { client, place, checks, view, events } = await openPlacing()
  const own = new PaymentError({ message: 'sold out', code: 'order-invalid', retry: 'same', origin: 'page' })
  checks.push({ check: () => Promise.reject(own) })
  expect(await place()).toEqual({ kind: 'not-sent', error: { code: 'order-invalid', retry: 'same' } })
  expect(view()).toMatchObject({ phase: 'ready', error: { code: 'order-invalid' } })
  checks[0] = { check: () => Promise.reject(new Error('odd')) }
  expect(await place()).toEqual({ kind: 'not-sent', error: undefined })
  expect(events).toContainEqual({ type: 'listener-error', error: own })
  expect(client.requests('validate')).toEqual([])
})

test.each([
  ['withdrawn', { terms: required(true) }],
  ['first asked for', {}],
])('a consent that is %s while the method collects keeps the order unsent', async (_, consents) => {
  const { client, provider, place, terms, view } = await openPlacing()
  terms.setState({ consents })
  provider.script.collect = async () => {
    terms.setState({ consents: { terms: required(false) } })
    return { data: {} }
  }
  expect(await place()).toEqual({ kind: 'not-sent', error: undefined })
  expect(terms.getState().isAsked).toBe(true)
  expect(view().phase).toBe('ready')
  expect(client.requests('validate')).toEqual([])
})

test('what was agreed to at the press is sent, also when the page takes its boxes away meanwhile', async () => {
  const { client, provider, place, terms } = await openPlacing()
  client.answer('validate', paid)
  terms.setState({ consents: { terms: required(true), news: { given: true, isRequired: false } } })
  provider.script.collect = async () => {
    terms.setState({ consents: { news: { given: false, isRequired: false } } })
    return { data: {} }
  }
  await place()
  expect(client.requests('validate')).toMatchObject([{ consents: { terms: true, news: false } }])
})
