import { expect, test } from 'vitest'
import type { MethodList } from './contract/methodList.ts'
import type { StoredMethod } from './contract/storedMethod.ts'
import { paid, problem, until } from './fakeShop.fixture.ts'
import { openCheckout } from './openCheckout.fixture.ts'
import { listedMethod, methodList } from './provider/methodList.fixture.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'

const visa: StoredMethod = {
  ...{ id: 'sm_1', provider: 'scripted', method: 'card', title: 'Visa •••• 1111', brand: 'visa' },
  ...{ last4: '1111', expiry: '12/30', needsCvc: false, quote: 'quote-stored-1' },
}
const amex = { ...visa, id: 'sm_2', title: 'Amex', needsCvc: true, quote: 'quote-stored-2' }
const card = { provider: 'scripted', method: 'card' }

const listOf = (stored: StoredMethod[]): MethodList => ({
  ...methodList([listedMethod({ isStorable: true })]),
  stored,
})
const open = (
  purposes: ('pay' | 'pay-stored' | 'setup')[] = ['pay', 'pay-stored'],
  list = listOf([visa, amex]),
) => {
  const page = openCheckout({ provider: createScriptedProvider({ purposes }) })
  page.shop.on('loadMethodList', () => list)
  page.shop.on('loadMethod', ({ params, body }) => ({
    ...{ ...params, purpose: body.purpose, config: {}, redirectOrigins: [] },
  }))
  return page
}

test('a stored method is chosen, loaded and paid by its own row and quote', async () => {
  const { checkout, shop } = open()
  await checkout.loadMethodList()
  checkout.select({ ...card, storedMethodId: 'sm_2' })
  expect(checkout.selection.getState()).toMatchObject({
    ...{ method: card, stored: amex, purpose: 'pay-stored', presentation: 'form', kind: 'purchase' },
  })
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  await checkout.placeOrder()
  const bodyOf = (name: string) => shop.calls.find((call) => call.name === name)?.body
  expect(bodyOf('loadMethod')).toMatchObject({ purpose: 'pay-stored', storedMethodId: 'sm_2' })
  expect(bodyOf('validate')).toMatchObject({
    ...{ purpose: 'pay-stored', storedMethodId: 'sm_2', quote: 'quote-stored-2' },
  })
})

test('from one stored method to another, and to the form, each has a session of its own', async () => {
  const { checkout, provider } = open()
  await checkout.loadMethodList()
  for (const storedMethodId of ['sm_1', 'sm_2', undefined]) {
    checkout.select({ ...card, storedMethodId })
    await until(checkout.submit, ({ canSubmit }) => canSubmit)
  }
  expect(checkout.selection.getState()).toMatchObject({ purpose: 'pay' })
  expect(checkout.selection.getState().stored).toBeUndefined()
  expect(provider.sessions).toHaveLength(3)
})

test('a stored method that is gone from the list is chosen no more', async () => {
  const { checkout } = open()
  await checkout.loadMethodList()
  checkout.select({ ...card, storedMethodId: 'sm_1' })
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  checkout.applyMethodList(listOf([amex]))
  expect(checkout.selection.getState().method).toBeUndefined()
  expect(checkout.submit.getState().reasons).toEqual(['no-method'])
})

test('a stored method that nobody draws is left out, and the list says so once', async () => {
  const { checkout } = open(['pay'])
  const list = await checkout.loadMethodList()
  expect(list).toMatchObject({ methods: [card], stored: [] })
  expect(list.unavailable).toEqual([{ ...card, reason: 'no-component' }])
})

test('stored methods are listed and deleted; what fails is a PaymentError', async () => {
  const { checkout, shop } = open()
  shop.on('loadStoredMethods', () => [visa])
  expect(await checkout.loadStoredMethods()).toEqual([visa])
  shop.on('deleteStoredMethod', () => new Response(null, { status: 204 }))
  await checkout.deleteStoredMethod('sm_1')
  expect(shop.calls.at(-1)).toMatchObject({ name: 'deleteStoredMethod', params: { id: 'sm_1' } })
  shop.on('deleteStoredMethod', () => problem('not-found'))
  await expect(checkout.deleteStoredMethod('sm_1')).rejects.toMatchObject({ code: 'not-found' })
})

test('a set-up makes its payment once, lists its methods and ends authorized', async () => {
  const page = openCheckout({
    provider: createScriptedProvider({ purposes: ['pay', 'setup'] }),
    kind: 'setup',
  })
  const { checkout, shop } = page
  let made = 0
  shop.on('createSetup', () => ({ paymentId: `setup_${++made}` }))
  const free = { value: 0, currency: 'EUR' }
  const listFor = (paymentId: string) => {
    const list = methodList([listedMethod({ total: free, isStorable: true })], 0)
    return { ...list, payment: { ...list.payment, paymentId, kind: 'setup' } } as MethodList
  }
  shop.on('loadMethodList', () => listFor(`setup_${made}`))
  await Promise.all([checkout.loadMethodList(), checkout.loadMethodList()])
  expect(made).toBe(1)
  checkout.select(card)
  expect(checkout.selection.getState()).toMatchObject({ purpose: 'setup', kind: 'setup', total: free })
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  shop.on('validate', ({ headers, params }) => {
    const result = paid(headers.get('idempotency-key') ?? '')
    const paymentId = params.paymentId ?? ''
    return { ...result, paymentId, state: { ...result.state, paymentId, status: 'authorized' } }
  })
  await checkout.placeOrder()
  expect(shop.calls.find(({ name }) => name === 'loadMethod')?.body).toMatchObject({
    ...{ purpose: 'setup', payment: 'setup_1' },
  })
  expect(shop.calls.find(({ name }) => name === 'validate')?.body).toMatchObject({ purpose: 'setup' })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'succeeded', success: 'authorized' })

  await Promise.all([checkout.loadMethodList(), checkout.loadMethodList()])
  expect(made).toBe(2)
  expect(checkout.attempt.getState().phase).toBe('ready')
})

test('a set-up that cannot be made is one typed error, and is tried again', async () => {
  const { checkout, shop } = openCheckout({ kind: 'setup' })
  shop.on('createSetup', () => problem('not-found'))
  await expect(checkout.loadMethodList()).rejects.toMatchObject({ code: 'not-found' })
  shop.on('createSetup', () => ({ paymentId: 'setup_1' }))
  expect(await checkout.loadMethodList()).toMatchObject({ payment: { paymentId: 'payment-1' } })
})

test('the wish to keep the method reaches the session of a method that can be kept', async () => {
  const { checkout, provider } = open()
  await checkout.loadMethodList()
  checkout.select(card)
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  const told = (line: string) =>
    new Promise<void>((resolve) => {
      provider.script.update = async () => {
        if (provider.log.includes(line)) resolve()
        return 'updated'
      }
    })
  const isTold = told('update 1 store true')
  checkout.setStore(true)
  await isTold
  const isTaken = told('update 1 store false')
  checkout.setStore(false)
  await isTaken
  checkout.setStore(true)
  checkout.select({ ...card, storedMethodId: 'sm_1' })
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  checkout.select(card)
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  expect(provider.log).toContain('update 3 store true')
  expect(provider.log.filter((line) => line.startsWith('update 2'))).toEqual([])
})

test('consents are registered, changed and taken away', async () => {
  const { checkout } = open()
  checkout.setConsent('terms', { given: false, isRequired: true })
  checkout.setConsent('news', { given: false, isRequired: false })
  await checkout.loadMethodList()
  checkout.select(card)
  await until(checkout.submit, ({ reasons }) => !reasons.includes('loading'))
  expect(checkout.submit.getState().reasons).toEqual(['consent'])
  checkout.setConsent('terms', { given: true, isRequired: true })
  expect(checkout.submit.getState().canSubmit).toBe(true)
  checkout.setConsent('terms', undefined)
  expect(checkout.terms.getState().consents).toEqual({ news: { given: false, isRequired: false } })
})

test('a check that was added twice ends twice', async () => {
  const { checkout } = open()
  let asked = 0
  const check = () => {
    asked++
    return false
  }
  await checkout.loadMethodList()
  checkout.select(card)
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  const [endFirst, endSecond] = [checkout.addCheck(check), checkout.addCheck(check)]
  endFirst()
  expect(await checkout.placeOrder()).toEqual({ kind: 'not-sent' })
  expect(asked).toBe(1)
  endSecond()
  expect(await checkout.placeOrder()).toMatchObject({ kind: 'result' })
})

test('a part is taken off, and the list is told to be outdated', async () => {
  const { checkout, shop } = open()
  const attemptId = 'c'.repeat(32)
  expect(await checkout.removePart(attemptId)).toMatchObject({ kind: 'kept', error: { code: 'not-found' } })
  await checkout.loadMethodList()
  shop.on('cancelPayment', () => ({ ...paid(attemptId), outcome: 'canceled' }))
  expect(await checkout.removePart(attemptId)).toEqual({ kind: 'removed' })
  expect(checkout.selection.getState().isListOutdated).toBe(true)
  await checkout.loadMethodList()
  expect(checkout.selection.getState().isListOutdated).toBeUndefined()
})
