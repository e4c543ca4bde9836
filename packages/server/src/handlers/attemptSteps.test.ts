import type { PaymentResult, Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer } from '../fakeOrchestrator.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

const outcome = (body: object) => () => ({ id: 'pay_1', step: 1, outcome: body })
const challenge = outcome({ outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } })
const payments = () => shop.orchestrator.to('POST /payment')
const cancel = (serial: number) =>
  shop.call<PaymentResult & Problem>('ada', `POST /payments/cart-1/attempts/${attemptId(serial)}/cancel`, {})
const read = (serial: number) =>
  shop.call<PaymentResult & Problem>('ada', `GET /payments/cart-1/attempts/${attemptId(serial)}`)
const tell = (serial: number, status: string, more: object = {}) =>
  shop.bus.publish({
    messageId: `msg-${serial}-${status}`,
    type: 'payment-status',
    body: {
      orderId: 'cart-1',
      status,
      kind: status === 'paid' ? 'captured' : status,
      factId: `evt-${serial}-${status}`,
      attemptId: attemptId(serial),
      ...(status === 'paid' ? { amount: eur(2000) } : {}),
      ...more,
    },
  })
const becomes = (status: string) => expect.poll(async () => (await shop.status()).status).toBe(status)

describe('cancelPayment', () => {
  test('of an id that never arrived burns it: the late request is gone', async () => {
    expect((await read(1)).body.code).toBe('unknown-attempt')
    expect((await cancel(1)).body).toMatchObject({ outcome: 'canceled', step: 0, state: { attempts: [] } })
    expect(await shop.pay(1)).toMatchObject({ status: 410, body: { code: 'attempt-burnt' } })
    expect((await read(1)).body.outcome).toBe('canceled')
    expect(payments()).toEqual([])
    expect((await shop.pay(2)).status).toBe(200)
  })

  test('burns no more ids in a minute than there may be attempts', async () => {
    await shop.close()
    shop = await openTestShop({ clock: createManualClock() })
    const statuses: number[] = []
    for (let serial = 1; serial <= 31; serial += 1) statuses.push((await cancel(serial)).status)
    expect(statuses).toEqual([...Array<number>(30).fill(200), 429])
  })

  test('of a waiting attempt ends it at the company', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    const { body } = await cancel(1)
    expect(body).toMatchObject({ outcome: 'canceled', state: { status: 'canceled', settled: true } })
    expect(body.state.attempts[0]?.next).toBeUndefined()
    expect((await cancel(1)).body.outcome).toBe('canceled')
    expect(shop.orchestrator.to('POST /payment/*/cancel')).toHaveLength(1)
  })

  test('of a paid attempt changes nothing', async () => {
    await shop.pay(1)
    await tell(1, 'paid')
    await becomes('paid')
    expect((await cancel(1)).body).toMatchObject({ outcome: 'complete', state: { status: 'paid' } })
  })

  test('while the orchestrator is down says so, and the attempt stays', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    shop.orchestrator.script('POST /payment/*/cancel', answer(503, { error: { code: 'down', message: '' } }))
    expect(await cancel(1)).toMatchObject({ status: 503, body: { code: 'orchestrator-unavailable' } })
    expect((await read(1)).body.outcome).toBe('action')
  })
})

describe('updatePayment', () => {
  const update = (step: number, data: object = {}) =>
    shop.call<PaymentResult & Problem>('ada', `POST /payments/cart-1/attempts/${attemptId(1)}/update`, {
      step,
      data,
    })

  test('of one step twice at once is one call', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    shop.orchestrator.script('PUT /payment/*', () => ({ step: 2, outcome: { outcome: 'complete' } }))
    const answers = await Promise.all([update(1), update(1), update(1)])
    expect(answers.map(({ body }) => [body.outcome, body.step])).toEqual(Array(3).fill(['complete', 2]))
    expect(shop.orchestrator.to('PUT /payment/*')).toHaveLength(1)
  })

  test('of an unknown attempt, of a step to come, and of none are refused', async () => {
    expect((await update(1)).body.code).toBe('unknown-attempt')
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    expect((await update(2)).body.code).toBe('bad-request')
    expect((await update(0)).body).toMatchObject({ outcome: 'action', step: 1 })
    expect(shop.orchestrator.to('PUT /payment/*')).toEqual([])
  })

  test('whose answer is lost can be sent again with the same step', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    shop.orchestrator.script(
      'PUT /payment/*',
      answer(502, { error: { code: 'company-unavailable', message: '' } }),
    )
    expect((await update(1)).body.code).toBe('orchestrator-unavailable')
    shop.orchestrator.script('PUT /payment/*', () => ({ step: 2, outcome: { outcome: 'complete' } }))
    expect((await update(1)).body).toMatchObject({ outcome: 'complete', step: 2 })
  })

  test('of an attempt that has failed meanwhile gets that result', async () => {
    shop.orchestrator.script('POST /payment', challenge)
    await shop.pay(1)
    await tell(1, 'failed')
    await becomes('failed')
    expect((await update(1)).body).toMatchObject({ outcome: 'failed' })
    expect(shop.orchestrator.to('PUT /payment/*')).toEqual([])
  })
})
