import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Money, Problem, QuoteResult } from '@payloom/core/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { answer, card, cash } from '../fakeOrchestrator.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import type { Orders, QuoteChange } from '../orders/Orders.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, createCart, eur, openTestShop, payWith, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
afterEach(() => shop.close())

const free = { provider: 'plain', method: 'free', title: 'Free', needs: 'nothing', isOffline: false }

describe('loadQuote', () => {
  let changes: QuoteChange[]
  const reprice: Orders['quote'] = async (payable, change) => {
    changes.push(change)
    const express = { ...payable, version: 'v2', total: eur(2500) }
    shop.carts.set(payable.paymentId, { ...createCart(payable.paymentId, 'ada'), ...express })
    return {
      payable: express,
      lineItems: [{ label: 'Shipping', amount: eur(500) }],
      shippingOptions: [{ id: 'express', label: 'Express', amount: eur(500) }],
      errors: [{ code: 'no-boxes', message: 'No PO boxes.' }],
    }
  }
  const quote = (method: string, provider = 'sandbox', who = 'ada') =>
    shop.call<QuoteResult & Problem>(who, 'POST /payments/cart-1/quote', {
      provider,
      method,
      shippingOptionId: 'express',
      shippingAddress: { country: 'NL', city: 'Utrecht' },
    })
  const open = async () => {
    changes = []
    shop = await openTestShop({ reprice })
    shop.orchestrator.script('POST /payment-methods', () => ({
      methods: [card, { ...cash, isOffline: false }],
    }))
  }

  test('prices a change by the shop and the method’s surcharge, and its quote is good for the order', async () => {
    await open()
    const { body } = await quote('cash', 'plain')
    expect(body).toMatchObject({
      total: eur(2650),
      lineItems: [{ label: 'Shipping', amount: eur(500) }],
      shippingOptions: [{ id: 'express', label: 'Express', amount: eur(500) }],
      errors: [{ code: 'no-boxes', message: 'No PO boxes.' }],
    })
    expect(changes).toEqual([
      { shippingOptionId: 'express', shippingAddress: { country: 'NL', city: 'Utrecht' } },
    ])
    const paid = await shop.pay(1, { provider: 'plain', method: 'cash', quote: body.quote })
    expect(paid.body.outcome).toBe('complete')
    expect(shop.orchestrator.to('POST /payment')[0]?.body).toMatchObject({ total: 25, amount: 26.5 })
  })

  test('is for who may pay, for a method that is offered, and for a payment that nothing is under way for', async () => {
    await open()
    expect(await quote('card', 'sandbox', 'bob')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await quote('gone')).toMatchObject({ status: 409, body: { code: 'method-unavailable' } })
    const before = changes.length
    await shop.pay(1)
    expect(await quote('card')).toMatchObject({ status: 409, body: { code: 'attempt-in-progress' } })
    expect(changes).toHaveLength(before)
  })
})

test('what a wallet’s sheet asked for, and what was agreed to, reach the shop and the orchestrator', async () => {
  shop = await openTestShop()
  const contact = { email: 'ada@example.com', shippingAddress: { country: 'NL', city: 'Utrecht' } }
  await shop.pay(1, { contact: { ...contact, iban: 'x' }, consents: { terms: true } })
  expect(shop.placed[0]).toMatchObject({ attemptId: attemptId(1), contact, consents: { terms: true } })
  expect(shop.placed[0]?.contact).toEqual(contact)
  const body = shop.orchestrator.to('POST /payment')[0]?.body
  expect(body?.contact).toEqual(contact)
  expect(body).not.toHaveProperty('consents')
})

test('an attempt that brings contact data is given to the shop though there is an order', async () => {
  shop = await openTestShop()
  const failed = { outcome: 'failed', error: { code: 'declined', retry: 'same' } }
  shop.orchestrator.script('POST /payment', () => ({ id: 'pay_1', step: 1, outcome: failed }))
  await shop.pay(1)
  await shop.pay(2)
  expect(shop.placed).toHaveLength(1)
  await shop.pay(3, { contact: { email: 'eve@example.com' } })
  expect(shop.placed[1]).toMatchObject({ attemptId: attemptId(3), contact: { email: 'eve@example.com' } })
})

describe('loadBalance', () => {
  const card = { number: '6000 1234 5678 1000', pin: '9876' }
  const balance = (who = 'ada', more: object = {}) =>
    shop.call<Money & Problem>(who, 'POST /methods/sandbox/gift/balance', { ...card, ...more })
  const path = 'POST /payment-methods/sandbox/gift/balance'
  const open = async () => {
    shop = await openTestShop()
    shop.orchestrator.script('GET /capabilities', () => ({ features: ['balance'] }))
    shop.orchestrator.script(path, () => ({ balance: 10.5, currency: 'EUR' }))
  }

  test('passes the card on and tells what is left', async () => {
    await open()
    expect((await balance()).body).toEqual(eur(1050))
    expect(shop.orchestrator.to(path)[0]?.body).toEqual({ id: 'cart-1', currency: 'EUR', ...card })
    expect((await balance('bob', { payment: 'cart-1' })).status).toBe(404)
  })

  test('is asked for so often and no more, by a session, for a payment, and of a card by whoever asks (F11)', async () => {
    shop = await openTestShop({ clock: createManualClock() })
    shop.orchestrator.script('GET /capabilities', () => ({ features: ['balance'] }))
    shop.orchestrator.script(path, () => ({ balance: 1, currency: 'EUR' }))
    const statuses: number[] = []
    for (let round = 1; round <= 11; round += 1) statuses.push((await balance()).status)
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429])
    // Sessions cost nothing, so another one is no way to go on guessing the PIN of the same card.
    expect((await balance('bob', { number: '6000-1234-5678-1000', pin: '0001' })).status).toBe(429)
    expect((await balance('bob', { number: '6000 9999 5678 1000' })).status).toBe(200)
  })

  test('leaves no trace of the card: not in the store, not with observers, not in refusals (F10)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'payloom-balance-'))
    shop = await openTestShop({ store: createSqliteStore({ path: join(folder, 'store.sqlite') }) })
    shop.orchestrator.script('GET /capabilities', () => ({ features: ['balance'] }))
    const seen: string[] = []
    for (const script of [
      () => ({ balance: 10.5, currency: 'EUR' }),
      () => ({ balance: 10.505, currency: 'EUR' }),
      () => ({ balance: card.number }),
      answer(422, { error: { code: 'invalid_data', field: card.pin } }),
      answer(404, { error: { code: 'not-found' } }),
      answer(500, { error: { code: 'internal', message: card.number } }),
    ]) {
      shop.orchestrator.script(path, script)
      seen.push((await balance()).text)
    }
    seen.push((await balance('ada', { number: `${card.number}!` })).text, JSON.stringify(shop.events))
    for (const text of seen) {
      expect(text).not.toContain(card.number)
      expect(text).not.toContain(card.pin)
    }
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file))
      expect(bytes.includes(card.number) || bytes.includes(card.pin)).toBe(false)
    }
    rmSync(folder, { recursive: true })
  })

  test('of a wrong card names the field', async () => {
    await open()
    shop.orchestrator.script(path, answer(422, { error: { code: 'invalid_data', field: 'pin' } }))
    expect(await balance()).toMatchObject({
      status: 409,
      body: { code: 'order-invalid', issues: [{ code: 'invalid_data', field: 'pin' }] },
    })
  })
})

test('nothing that is kept of an order is a plain hash of what it holds, which a PIN could be tried on', async () => {
  shop = await openTestShop()
  const data = { number: '6000123456781000', pin: '9876' }
  const body = { provider: 'sandbox', method: 'card', purpose: 'pay', data, quote: await shop.quote() }
  await payWith(shop, 1, body)
  const record = await shop.store.read({ tenant: 'shop', paymentId: 'cart-1' })
  const plain = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  expect(record?.attempts[0]?.requestHash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(record)).not.toContain(plain)
  expect((await payWith(shop, 1, body)).status).toBe(200)
  const other = { ...body, data: { ...data, pin: '9877' } }
  expect((await payWith(shop, 1, other)).body.code).toBe('idempotency-mismatch')
})

describe('a purchase of nothing', () => {
  test('is placed by one method, and is paid at once by what the orchestrator confirms', async () => {
    shop = await openTestShop()
    shop.carts.set('cart-1', { ...createCart('cart-1', 'ada'), total: eur(0) })
    shop.orchestrator.script('POST /payment-methods', () => ({ methods: [free, card] }))
    const { methods } = await shop.list()
    expect(methods.map(({ method, total }) => [method, total])).toEqual([['free', eur(0)]])
    const attempt = attemptId(1)
    shop.orchestrator.script('GET /payment/*', () => ({
      id: 'cart-1',
      attempts: [
        {
          attemptId: attempt,
          provider: 'plain',
          method: 'free',
          facts: [{ factId: 'f', attemptId: attempt, kind: 'captured', amount: eur(0), confirmed: true }],
        },
      ],
    }))
    const { body } = await shop.pay(1, { provider: 'plain', method: 'free' })
    expect(body).toMatchObject({
      outcome: 'complete',
      orderId: 'order-1',
      state: { status: 'paid', settled: true },
    })
  })

  test('is loaded for by that method alone', async () => {
    shop = await openTestShop()
    shop.carts.set('cart-1', { ...createCart('cart-1', 'ada'), total: eur(0) })
    shop.orchestrator.script('POST /payment-methods/plain/free', () => free)
    const load = (name: string) => shop.call<Problem>('ada', `POST /methods/${name}`, { purpose: 'pay' })
    expect((await load('plain/free')).status).toBe(200)
    expect((await load('sandbox/card')).body.code).toBe('method-unavailable')
  })

  test('is not called paid by the answer alone', async () => {
    shop = await openTestShop()
    shop.carts.set('cart-1', { ...createCart('cart-1', 'ada'), total: eur(0) })
    shop.orchestrator.script('POST /payment-methods', () => ({ methods: [free] }))
    const { body } = await shop.pay(1, { provider: 'plain', method: 'free' })
    expect(body).toMatchObject({ outcome: 'complete', state: { status: 'open', settled: false } })
  })
})

test('a payment that a company has taken is not read back at its answer', async () => {
  shop = await openTestShop()
  await shop.pay(1)
  expect(shop.orchestrator.to('GET /payment/*')).toEqual([])
})
