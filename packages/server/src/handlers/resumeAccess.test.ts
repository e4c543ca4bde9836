import type { LoadedMethod, PaymentResult, PaymentState, Problem, ResumeResult } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { openReader } from '../relay/eventReader.fixture.ts'
import { attemptId, createCart, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
let clock: ManualClock
const leave = { outcome: 'redirect', url: 'https://bank.example/b', method: 'GET', fields: [] }
const open = async (more: Parameters<typeof openTestShop>[0] = {}) => {
  shop = await openTestShop({ clock, ...more })
  shop.orchestrator.script('POST /payment', () => ({ id: 'pay_1', step: 1, outcome: leave }))
}
beforeEach(async () => {
  clock = createManualClock()
  await open()
})
afterEach(() => shop.close())

const hour = 3_600_000
const day = 24 * hour
const tokenOf = async (serial = 1, who = 'ada') => {
  await shop.pay(serial, {}, who)
  return String(shop.orchestrator.to('POST /payment').at(-1)?.body.returnUrl).split('/').at(-1) ?? ''
}
const resume = (token: string, cookie = '') =>
  shop.call<ResumeResult & Problem>('nobody', 'POST /resume', { token }, { cookie })
const cookieOf = async (token: string, cookie = '') =>
  (await resume(token, cookie)).headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
const attempt = (id = 1) => `/payments/cart-1/attempts/${attemptId(id)}`

describe('after a return', () => {
  test('the page is known by a cookie that scripts and other sites do not see', async () => {
    const [line] = (await resume(await tokenOf())).headers.getSetCookie()
    expect(line).toMatch(
      /^payloom_resume_[0-9a-f]{16}=[\w-]{43}; Path=\/api\/payments; HttpOnly; SameSite=Lax; Secure$/,
    )
    await shop.close()
    await open({ redirectBaseUrl: 'http://localhost:5173', allowedOrigins: ['https://shop.example'] })
    expect((await resume(await tokenOf())).headers.getSetCookie()[0]).not.toContain('Secure')
  })

  test('it reads its payment’s state, follows it, and goes on with its attempt', async () => {
    const cookie = (await cookieOf(await tokenOf()))[0] ?? ''
    const call = (name: string, body?: object) =>
      shop.call<PaymentState & PaymentResult>('nobody', name, body, { cookie })
    expect((await call('GET /payments/cart-1')).body.attempts[0]).toMatchObject({ live: true })
    expect((await call('GET /payments/cart-1')).body.attempts[0]).not.toHaveProperty('next')
    const read = (await call(`GET ${attempt()}`)).body
    expect([read.outcome, read.state.attempts[0]?.next]).toEqual(['redirect', undefined])
    const reader = await openReader(`${shop.url}/payments/cart-1/events`, { cookie })
    await expect.poll(() => reader.states()[0]?.paymentId).toBe('cart-1')
    expect(reader.text()).not.toContain('bank.example')
    reader.close()
    shop.orchestrator.script('PUT /payment/*', () => ({ step: 2, outcome: leave }))
    expect((await call(`POST ${attempt()}/update`, { step: 1, data: {} })).status).toBe(200)
    expect((await call(`POST ${attempt()}/cancel`, {})).body.outcome).toBe('canceled')
  })

  test.each<[string, object?]>([
    ['GET /methods'],
    ['GET /methods?payment=cart-1'],
    ['GET /methods?currency=EUR&country=NL'],
    ['POST /methods/sandbox/card', { payment: 'cart-1', purpose: 'pay' }],
    ['POST /methods/sandbox/card/balance', { payment: 'cart-1', number: '6000 1234 5678 1000' }],
    ['POST /payments/cart-1/quote', { provider: 'sandbox', method: 'card' }],
    [
      'POST /payments/cart-1/attempts',
      { provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote: 'q' },
    ],
    ['GET /stored-methods'],
    ['DELETE /stored-methods/sm_1'],
    ['POST /setups', {}],
    // Other payments, and other attempts of its own.
    ['GET /payments/cart-2'],
    ['GET /payments/cart-2/events'],
    [`GET ${attempt(2)}`],
    [`POST ${attempt(2)}/cancel`, {}],
    [`POST ${attempt(2)}/update`, { step: 1, data: {} }],
    [`POST ${attempt(9)}/cancel`, {}],
  ])('it is nobody for %s', async (call, body) => {
    const token = await tokenOf()
    await shop.pay(2, {}, 'bob')
    const known = await shop.call('nobody', call, body, {
      cookie: (await cookieOf(token))[0] ?? '',
      'payloom-resume': token,
      'idempotency-key': attemptId(3),
    })
    const stranger = await shop.call('nobody', call, body, {
      cookie: 'session=',
      'idempotency-key': attemptId(3),
    })
    expect([known.status, known.text]).toEqual([404, stranger.text])
  })

  test('a session that has ended goes on with what it came back for', async () => {
    const token = await tokenOf()
    const call = (headers?: Record<string, string>) =>
      shop.call('expired', 'GET /payments/cart-1', undefined, headers)
    expect((await call()).status).toBe(401)
    expect((await call({ 'payloom-resume': token })).status).toBe(200)
  })

  test('the method’s configuration is loaded again, and nothing to pay with', async () => {
    const token = await tokenOf()
    const load = (more: object, method = 'card') =>
      shop.call<LoadedMethod & Problem>(
        'nobody',
        `POST /methods/sandbox/${method}`,
        { purpose: 'resume', payment: 'cart-1', attemptId: attemptId(1), ...more },
        { 'payloom-resume': token },
      )
    const { body } = await load({})
    expect(body).toEqual({
      provider: 'sandbox',
      method: 'card',
      purpose: 'resume',
      config: { publishableKey: 'pk' },
      redirectOrigins: [],
    })
    expect(shop.orchestrator.to('POST /payment-methods/sandbox/card')[0]?.body).toEqual({
      id: 'cart-1',
      total: 20,
      currency: 'EUR',
      country: 'NL',
      kind: 'purchase',
      purpose: 'resume',
      attemptId: attemptId(1),
    })
    expect((await load({}, 'gift')).body.code).toBe('method-unavailable')
    expect((await load({ attemptId: attemptId(2) })).body.code).toBe('not-found')
    expect((await load({ attemptId: undefined })).body.code).toBe('bad-request')
  })

  test('a refusal that stands for another attempt does not show it', async () => {
    shop.orchestrator.script('POST /payment', () => ({
      id: 'p',
      step: 1,
      outcome: { outcome: 'partial', due: { value: 1, currency: 'EUR' } },
    }))
    shop.orchestrator.script('GET /payment/*', () => ({
      id: 'cart-1',
      attempts: [
        {
          attemptId: attemptId(1),
          provider: 'sandbox',
          method: 'card',
          facts: [
            {
              factId: 'a',
              attemptId: attemptId(1),
              kind: 'authorized',
              amount: { value: 500, currency: 'EUR' },
              confirmed: true,
            },
          ],
        },
      ],
    }))
    const token = await tokenOf()
    shop.orchestrator.script('POST /payment', () => ({ id: 'pay_2', step: 1, outcome: leave }))
    await shop.pay(2)
    const refused = await shop.call<Problem>(
      'nobody',
      `POST ${attempt()}/cancel`,
      {},
      { 'payloom-resume': token },
    )
    expect(refused.body.code).toBe('attempt-in-progress')
    expect(refused.text).not.toContain('bank.example')
  })
})

describe('several payments at once', () => {
  test('each have a cookie, at most five: the oldest makes room', async () => {
    const cookies: string[] = []
    let lines: string[] = []
    for (let serial = 1; serial <= 6; serial += 1) {
      shop.carts.set(`many-${serial}`, createCart(`many-${serial}`, `s${serial}`))
      const list = await shop.call<{ methods: { quote: string }[] }>(`s${serial}`, 'GET /methods')
      await shop.call(
        `s${serial}`,
        `POST /payments/many-${serial}/attempts`,
        { provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote: list.body.methods[0]?.quote },
        { 'idempotency-key': attemptId(serial) },
      )
      const url = String(shop.orchestrator.to('POST /payment').at(-1)?.body.returnUrl)
      const answer = await resume(url.split('/').at(-1) ?? '', cookies.join('; '))
      lines = answer.headers.getSetCookie()
      cookies.push(lines[0]?.split(';')[0] ?? '')
    }
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(new RegExp(`^${cookies[0]?.split('=')[0]}=; .*Max-Age=0$`))
    const read = async (serial: number) =>
      (
        await shop.call('nobody', `GET /payments/many-${serial}`, undefined, {
          cookie: `other=1; ${cookies.slice(1).join('; ')}`,
        })
      ).status
    expect([await read(1), await read(2), await read(6)]).toEqual([404, 200, 200])
  })

  test('of the same payment are one', async () => {
    const token = await tokenOf()
    const cookies = await cookieOf(token)
    expect(await cookieOf(token, cookies[0])).toEqual(cookies)
  })

  test.each([
    'payloom_resume_0123456789abcdef=',
    'payloom_resume_0123456789abcdef=%00',
    `payloom_resume_0123456789abcdef=${'x'.repeat(300)}`,
    'payloom_resume_=a; payloom_resume_0123456789abcdef',
    Array.from(
      { length: 50 },
      (_, i) => `payloom_resume_${String(i).padStart(16, '0')}=${'t'.repeat(43)}`,
    ).join('; '),
  ])('and cookies that are none do nothing (%#)', async (cookie) => {
    const token = await tokenOf()
    expect((await shop.call('nobody', 'GET /payments/cart-1', undefined, { cookie })).status).toBe(404)
    expect((await resume(token, cookie)).status).toBe(200)
  })
})

describe('a token', () => {
  const settle = () =>
    shop.orchestrator.script('GET /payment/*', () => ({
      id: 'cart-1',
      attempts: [
        {
          attemptId: attemptId(1),
          provider: 'sandbox',
          method: 'card',
          facts: [{ factId: 'f', attemptId: attemptId(1), kind: 'failed', confirmed: true }],
        },
      ],
    }))

  test('is good for 30 days while nothing is settled, and then no more', async () => {
    const token = await tokenOf()
    await clock.leap(30 * day - 1)
    expect((await resume(token)).status).toBe(200)
    await clock.leap(1)
    expect((await resume(token)).status).toBe(404)
  })

  test('ends 24 hours after settling, and a later attempt does not wake it', async () => {
    const token = await tokenOf()
    settle()
    expect((await resume(token)).body.result.outcome).toBe('failed')
    await clock.leap(day - 1)
    expect((await resume(token)).body.result.outcome).toBe('failed')
    await clock.leap(1)
    expect((await resume(token)).status).toBe(404)
    const next = await tokenOf(2)
    expect((await resume(token)).status).toBe(404)
    await shop.call('ada', `POST ${attempt(2)}/cancel`, {})
    expect((await resume(next)).body.result.state.settled).toBe(true)
    expect((await resume(token)).status).toBe(404)
  })

  test('of the same attempt’s id in another payment is another one', async () => {
    const [ada, bob] = [await tokenOf(1, 'ada'), await tokenOf(1, 'bob')]
    expect(ada).not.toBe(bob)
    expect((await resume(bob)).body.result.paymentId).toBe('cart-2')
  })

  test('is asked for so often and no more, each for itself', async () => {
    const [ada, bob] = [await tokenOf(1, 'ada'), await tokenOf(1, 'bob')]
    const statuses: number[] = []
    for (let round = 1; round <= 31; round += 1) statuses.push((await resume(ada)).status)
    expect(statuses).toEqual([...Array<number>(30).fill(200), 429])
    expect((await resume(bob)).status).toBe(200)
  })

  test('is read back at the company every time, and tells what is known while the company cannot be asked', async () => {
    const token = await tokenOf()
    const reads = () => shop.orchestrator.to('GET /payment/*').length
    await resume(token)
    await resume(token)
    expect(reads()).toBe(2)
    shop.orchestrator.script('GET /payment/*', answer(503, { error: { code: 'down' } }))
    expect((await resume(token)).body.result.outcome).toBe('redirect')
  })

  test('that is used many times at once reads what came after the first had asked (B6)', async () => {
    const token = await tokenOf()
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    shop.orchestrator.script('GET /payment/*', async () => {
      await held
      return { id: 'cart-1', attempts: [] }
    })
    let asked = 0
    const find = shop.store.findReturn.bind(shop.store)
    shop.store.findReturn = async (hash) => {
      asked += 1
      return find(hash)
    }
    const early = resume(token)
    await expect.poll(() => shop.orchestrator.to('GET /payment/*').length).toBe(1)
    settle()
    const late = [resume(token), resume(token), resume(token)]
    await expect.poll(() => asked).toBe(4)
    await clock.advance(0)
    release()
    expect((await early).status).toBe(200)
    for (const { body } of await Promise.all(late)) expect(body.result.outcome).toBe('failed')
    expect(shop.orchestrator.to('GET /payment/*').length).toBeLessThan(4)
  })
})
