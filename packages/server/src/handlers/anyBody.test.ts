import type { MethodList, PaymentResult, Problem } from '@payloom/core/contract'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attemptId, createCart, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
let serial: number
beforeEach(async () => {
  serial = 0
  shop = await openTestShop({ sealCost: 2, limits: { callsPerMinute: 1e6, attemptsPerMinute: 1e6 } })
  shop.orchestrator.script('POST /payment', () => ({
    step: 1,
    outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  }))
})
afterEach(() => shop.close())

const payments = () => shop.orchestrator.to('POST /payment')
/** A cart of its own, so that none grows old with attempts, and a click on it. */
async function openCart() {
  serial += 1
  const id = serial
  const paymentId = `cart-of-${id}`
  shop.carts.set(paymentId, createCart(paymentId, 'ada'))
  const { body } = await shop.call<MethodList>('ada', `GET /methods?payment=${paymentId}`)
  const quote = body.methods[0]?.quote ?? ''
  const send = (more: object) =>
    shop.call<PaymentResult & Problem>(
      'ada',
      `POST /payments/${paymentId}/attempts`,
      { data: {}, ...more, provider: 'sandbox', method: 'card', purpose: 'pay', quote },
      { 'idempotency-key': attemptId(id) },
    )
  return { paymentId, send }
}
/** Members that a browser might like to be heard on. */
const names = fc.constantFrom(
  ...['total', 'amount', 'currency', 'country', 'customerId', 'email', 'items', 'id', 'paymentId', 'orderId'],
  ...[
    'orderReference',
    'billingAddress',
    'returnUrl',
    'kind',
    'version',
    'due',
    'surcharge',
    '__proto__',
    'tenant',
  ],
)

test('one id with other bytes is a mismatch, at once and later, and nothing is sent for them (A5)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.boolean(), async (one, two, atOnce) => {
      const { send } = await openCart()
      const before = payments().length
      const first = send({ data: { value: one } })
      if (!atOnce) await first
      const answers = [await send({ data: { value: two } }), await first]
      const isSame = JSON.stringify(one) === JSON.stringify(two)
      expect(answers.map(({ status }) => status).sort()).toEqual(isSame ? [200, 200] : [200, 422])
      expect(answers.filter(({ body }) => body.code === 'idempotency-mismatch')).toHaveLength(isSame ? 0 : 1)
      expect(payments()).toHaveLength(before + 1)
    }),
    { numRuns: 100 },
  )
}, 30_000)

test('whatever a browser says beside its choice, the orchestrator is asked for the shop’s own figures (F4)', async () => {
  const asked = async (more: object) => {
    const { paymentId, send } = await openCart()
    const { status } = await send(more)
    const body = payments().at(-1)?.body
    // What cannot be read is refused.
    if (status !== 200 || !body) return undefined
    expect([body.id, body.attemptId]).toEqual([paymentId, attemptId(serial)])
    const { id: _, attemptId: __, returnUrl, ...rest } = body
    expect(String(returnUrl)).toMatch(/^https:\/\/shop\.example\/api\/payments\/return\//)
    return rest
  }
  const plain = await asked({})
  expect(plain).toMatchObject({ amount: 20, currency: 'EUR', orderReference: 'order-1' })
  let heard = 0
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, fc.jsonValue(), { minKeys: 1 }), async (more) => {
      const body = await asked(more)
      if (!body) return
      heard += 1
      expect(body).toEqual(plain)
    }),
    { numRuns: 100 },
  )
  expect(heard).toBeGreaterThan(50)
}, 30_000)
