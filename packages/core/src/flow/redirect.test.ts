import { expect, test } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { Redirect } from '../contract/nextStep.ts'
import { listedMethod, methodList } from '../provider/methodList.fixture.ts'
import { lostAnswer, openPlacing, type Placing, type PlacingOptions } from './placing.fixture.ts'
import { recoverAttempt } from './recoverAttempt.ts'

const ref = { paymentId, attemptId: idOf('a') }
const redirect: Redirect = { url: 'https://bank.example/pay/1', method: 'GET', fields: [] }
const leave = (changes: Partial<Redirect> = {}) =>
  paymentResult({ outcome: 'redirect', ...redirect, ...changes })
const canceled = paymentResult({ outcome: 'canceled' })
const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)

/** A page whose method may lead to the bank. */
const openPage = (options: PlacingOptions = {}): Promise<Placing> =>
  openPlacing({ redirectOrigins: ['https://bank.example'], ...options })

test('a checked redirect leaves the page, and the attempt waits', async () => {
  const { place, client, navigations, view } = await openPage()
  const result = leave()
  client.answer('validate', result)
  expect(await place()).toEqual({ kind: 'result', result })
  expect(navigations).toEqual([redirect])
  expect(view()).toMatchObject({ phase: 'confirming', result: { outcome: 'redirect' } })
})

test('the fields of a form go along (C9)', async () => {
  const { place, client, navigations } = await openPage()
  const form = { method: 'POST', fields: [{ name: 'payment_code', value: 'c1' }] } as const
  client.answer('validate', leave({ ...form, fields: [...form.fields] }))
  await place()
  expect(navigations).toEqual([{ ...redirect, ...form }])
})

test('a redirect to an origin that the method did not list is not followed, and the attempt is canceled (F8)', async () => {
  const { place, client, navigations, view, events } = await openPage()
  client.answer('validate', leave({ url: 'https://evil.example/' }))
  client.answer('cancelPayment', canceled)
  await place()
  expect(navigations).toEqual([])
  expect(client.requests('cancelPayment')).toEqual([ref])
  expect(view()).toMatchObject({ phase: 'failed', error: { code: 'configuration', retry: 'other-method' } })
  const message = expect.stringContaining('https://evil.example')
  expect(events).toContainEqual({ type: 'error', error: expect.objectContaining({ message }) })
})

test('a method without a provider goes where the page allows it, whatever the server lists (F8)', async () => {
  const list = methodList([listedMethod({ provider: 'other', needs: 'nothing' })])
  const refused = await openPage({ list })
  refused.client.answer('validate', leave())
  refused.client.answer('cancelPayment', canceled)
  await refused.place()
  expect(refused.navigations).toEqual([])
  const allowed = await openPlacing({ list })
  allowed.context.redirectOrigins = ['https://bank.example']
  allowed.client.answer('validate', leave())
  await allowed.place()
  expect(allowed.navigations).toEqual([redirect])
})

test('a page that cannot leave says so, and the attempt is canceled', async () => {
  const { context, place, client, view } = await openPage()
  context.navigate = () => {
    throw new Error('no')
  }
  client.answer('validate', leave())
  client.answer('cancelPayment', canceled)
  await place()
  expect(view()).toMatchObject({ phase: 'failed', error: { code: 'configuration' } })
})

test('a redirect that is only found by reading, while the shopper waits, is followed', async () => {
  const { place, client, clock, navigations } = await openPage()
  client.answer('validate', lostAnswer())
  client.answer('readAttempt', leave())
  const placed = place()
  await clock.advance(500)
  expect(await placed).toMatchObject({ kind: 'result', result: { outcome: 'redirect' } })
  expect(navigations).toEqual([redirect])
})

test('a redirect that is found when nobody waits any more is given up', async () => {
  const { place, client, clock, navigations, view } = await openPage()
  client.answer('validate', lostAnswer())
  const pending = paymentResult({ outcome: 'pending' })
  client.answer('readAttempt', pending, pending, pending, pending, pending, leave())
  client.answer('cancelPayment', canceled)
  const placed = place()
  await clock.advance(16_000)
  expect(await placed).toEqual({ kind: 'result', result: pending })
  await clock.advance(15_000)
  expect(navigations).toEqual([])
  expect(view().phase).toBe('canceled')
})

test('a payment that was paid meanwhile is not left for', async () => {
  const { place, client, navigations, view } = await openPage()
  const state = paymentState({ status: 'paid', attempts: [attemptState({ attemptId: idOf('f') })] })
  client.answer('validate', { ...leave(), state })
  client.answer('cancelPayment', { ...canceled, state })
  await place()
  expect(navigations).toEqual([])
  expect(client.requests('cancelPayment')).toHaveLength(1)
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test('back from the company’s page with the redirect still open, the attempt is given up and the answer tells the truth', async () => {
  for (const truth of [canceled, paid]) {
    const { context, place, client, clock, navigations, view } = await openPage()
    client.answer('validate', leave())
    await place()
    client.answer('readAttempt', leave())
    client.answer('cancelPayment', truth)
    const recovering = recoverAttempt(context, ref)
    await clock.advance(500)
    await recovering
    expect(navigations).toHaveLength(1)
    expect(view().phase).toBe(truth === paid ? 'succeeded' : 'canceled')
  }
})

test('back from the company’s page with the payment decided, nothing is canceled', async () => {
  const { context, place, client, clock, view } = await openPage()
  client.answer('validate', leave())
  await place()
  client.answer('readAttempt', paid)
  const recovering = recoverAttempt(context, ref)
  await clock.advance(500)
  await recovering
  expect(client.requests('cancelPayment')).toEqual([])
  expect(view()).toMatchObject({ phase: 'succeeded', success: 'paid' })
})

test.each([
  ['https:bank.example/pay/1', 'https://bank.example/pay/1'],
  ['\thttps://bank.exa\nmple/pay/1 ', 'https://bank.example/pay/1'],
  ['https:\\\\bank.example\\pay', 'https://bank.example/pay'],
])(
  'the page is left for the address that was checked, however it was written: %j (F8)',
  async (url, checked) => {
    const { place, client, navigations } = await openPage()
    client.answer('validate', leave({ url }))
    await place()
    expect(navigations).toEqual([{ ...redirect, url: checked }])
  },
)
