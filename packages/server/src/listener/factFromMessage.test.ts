import type { BusMessage } from '@payloom/bus'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'
import type { PaymentStatusUpdate } from './PaymentStatusUpdate.ts'

let shop: TestShop
let clock: ManualClock
let told: PaymentStatusUpdate[]
let deliver: (message: BusMessage) => Promise<void>

beforeEach(async () => {
  clock = createManualClock()
  told = []
  shop = await openTestShop({
    clock,
    // A test delivers by itself: a rejection is a message that was not acknowledged.
    bus: {
      publish: async () => undefined,
      subscribe(handler) {
        deliver = handler
        return () => undefined
      },
      health: () => ({ status: 'up' }),
      close: async () => undefined,
    },
  })
})
afterEach(() => shop.close())

const listen = () => shop.service.on('PAYMENT_STATUS_UPDATED', (update) => void told.push(update))
const stored = async (eventId: string) =>
  shop.store.saveEvent({ eventId, body: 'never stored', receivedAt: '', tries: 0, handledAt: 'never stored' })

describe('a message in the original’s shape', () => {
  const original = (status: string, more: object = {}, id = `msg-${status}`): BusMessage => ({
    messageId: id,
    type: 'payment-status',
    body: { orderId: 'cart-1', status, ...more },
  })
  const refund = {
    factId: 'evt-re',
    attemptId: attemptId(1),
    kind: 'refunded',
    amount: eur(500),
    confirmed: true,
  }

  test('of a payment with one attempt is that attempt’s', async () => {
    await shop.pay(1)
    await deliver(original('paid'))
    expect(await shop.status()).toMatchObject({ status: 'paid', amounts: { captured: eur(2000) } })
    await deliver(original('paid', { payload: {} }, 'msg-again'))
    expect((await shop.status()).amounts.captured).toEqual(eur(2000))
  })

  test('is the attempt’s that has the company’s id, else nobody’s', async () => {
    const declined = { outcome: 'failed', error: { code: 'declined', retry: 'same' } }
    shop.orchestrator.script('POST /payment', () => ({ id: 'gw-1', step: 1, outcome: declined }))
    await shop.pay(1)
    shop.orchestrator.script('POST /payment', () => ({
      id: 'gw-2',
      step: 1,
      outcome: { outcome: 'complete' },
    }))
    await shop.pay(2)
    await deliver(original('paid', {}, 'msg-ambiguous'))
    expect(await stored('msg-ambiguous')).toMatchObject({ reason: 'ambiguous-attempt' })
    await deliver(original('paid', { gatewayOrderId: 'gw-2' }))
    expect((await shop.status()).attempts.map(({ status }) => status)).toEqual(['failed', 'paid'])
  })

  test('of canceled after an authorisation is a void, which counts once a read-back confirms it', async () => {
    await shop.pay(1)
    await deliver(original('authorized'))
    expect((await shop.status()).status).toBe('authorized')
    const voided = { factId: 'evt-void', attemptId: attemptId(1), kind: 'voided', confirmed: true }
    const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts: [voided] }
    shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts: [known] }))
    await deliver(original('canceled'))
    expect((await shop.status()).status).toBe('canceled')
  })

  test('of a refund without an amount is read back', async () => {
    listen()
    await shop.pay(1)
    await deliver(original('paid'))
    const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts: [refund] }
    shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts: [known] }))
    await deliver(original('refunded'))
    expect(await shop.status()).toMatchObject({
      status: 'partially_refunded',
      amounts: { refunded: eur(500) },
    })
    expect(told.at(-1)?.status).toBe('partially_refunded')
  })

  test.each<[string, () => void]>([
    ['is down', () => shop.orchestrator.script('GET /payment/*', answer(503, { error: { code: 'down' } }))],
    ['cannot be asked what it can do', () => shop.orchestrator.script('GET /capabilities', answer(503, {}))],
  ])('that only a read-back explains is not handled while the orchestrator %s', async (_, breakIt) => {
    listen()
    await shop.pay(1)
    await deliver(original('paid'))
    breakIt()
    await expect(deliver(original('refunded'))).rejects.toThrow('read back')
    expect((await stored('msg-refunded')).handledAt).toBeUndefined()
    const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts: [refund] }
    shop.orchestrator.script('GET /capabilities', () => ({ features: ['read-back'] }))
    shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts: [known] }))
    await clock.advance(5000)
    await expect.poll(async () => (await shop.status()).status).toBe('partially_refunded')
  })

  test('that only a read-back explains is not handled by the read-back of a moment ago', async () => {
    await shop.pay(1)
    await deliver(original('paid'))
    const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts: [] as object[] }
    shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts: [known] }))
    await deliver(original('refunded', { payload: { id: 1 } }, 'msg-first'))
    known.facts = [refund]
    await expect(deliver(original('refunded', { payload: { id: 2 } }, 'msg-second'))).rejects.toThrow()
    await clock.advance(5000)
    await expect.poll(async () => (await shop.status()).amounts.refunded).toEqual(eur(500))
  })

  test('of a refund without a transaction id is read back: two of them would be one', async () => {
    await shop.pay(1)
    await deliver(original('paid'))
    const facts = [refund, { ...refund, factId: 'evt-re-2' }]
    const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', facts }
    shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-1', attempts: [known] }))
    await deliver(original('refunded', { amount: eur(500) }))
    expect((await shop.status()).amounts.refunded).toEqual(eur(1000))
  })

  test('of a refund with its transaction is a fact of its own', async () => {
    await shop.pay(1)
    await deliver(original('paid'))
    for (const transactionId of ['tx-1', 'tx-2']) {
      await deliver(original('refunded', { amount: eur(500), payload: { transactionId } }, transactionId))
    }
    expect((await shop.status()).amounts.refunded).toEqual(eur(1000))
    expect(shop.orchestrator.to('GET /payment/*')).toEqual([])
  })
})
