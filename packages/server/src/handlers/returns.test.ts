import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PaymentResult, PaymentState, Problem, ResumeResult } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Script, sent } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { type Answer, attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
let clock: ManualClock
beforeEach(async () => {
  clock = createManualClock()
  shop = await openTestShop({ clock })
  shop.orchestrator.script('POST /payment', () => ({ id: 'pay_1', step: 1, outcome: leave }))
})
afterEach(() => shop.close())

const leave = { outcome: 'redirect', url: 'https://bank.example/b', method: 'GET', fields: [] }
const hour = 3_600_000
const day = 24 * hour
/** The token of the URL that the company was given last. */
const token = () =>
  String(shop.orchestrator.to('POST /payment').at(-1)?.body.returnUrl).split('/').at(-1) ?? ''
const pay = async () => {
  const answer = await shop.pay(1)
  return { answer, token: token() }
}
const comeBack = (given: string, init: RequestInit = {}, query = '') =>
  fetch(`${shop.url}/return/${given}${query}`, { redirect: 'manual', ...init })
const resume = (given: string, who = 'nobody', headers: Record<string, string> = {}) =>
  shop.call<ResumeResult & Problem>(who, 'POST /resume', { token: given }, headers)
const form = (fields: Record<string, string> | string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://bank.example' },
  body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
})
/** What the company says of the attempt when it is asked. */
const tells = (kind: string, result?: object) =>
  shop.orchestrator.script('GET /payment/*', () => ({
    id: 'cart-1',
    attempts: [
      {
        attemptId: attemptId(1),
        provider: 'sandbox',
        method: 'card',
        facts: [
          { factId: `f-${kind}`, attemptId: attemptId(1), kind, amount: eur(2000), confirmed: true },
        ].filter(() => kind !== 'nothing'),
        ...(result ? { result } : {}),
      },
    ],
  }))

describe('a return', () => {
  test('leads to the shop’s page with the token only, and resume tells what the company says', async () => {
    const { token: given } = await pay()
    const back = await comeBack(given, {}, '?sandbox_result=approved&x=1')
    expect(back.status).toBe(303)
    expect(back.headers.get('location')).toBe(`https://shop.example/checkout/return?payloom=${given}`)
    expect(back.headers.get('referrer-policy')).toBe('no-referrer')
    expect(back.headers.get('cache-control')).toContain('no-store')
    tells('captured')
    const { status, body } = await resume(given)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      provider: 'sandbox',
      method: 'card',
      params: { sandbox_result: 'approved', x: '1' },
      result: { outcome: 'complete', orderId: 'order-1', state: { status: 'paid', settled: true } },
    })
  })

  test('is never believed: the company decides, whatever the query says (C11)', async () => {
    const { token: given } = await pay()
    await comeBack(given, {}, '?result=approved&status=paid')
    tells('failed', {
      step: 2,
      outcome: { outcome: 'failed', error: { code: 'declined', retry: 'other-method' } },
    })
    expect((await resume(given)).body.result).toMatchObject({
      outcome: 'failed',
      error: { code: 'declined' },
      state: { status: 'failed' },
    })
  })

  test('by a form from another site, without cookies, is kept too (B5)', async () => {
    const { token: given } = await pay()
    expect((await comeBack(given, form({ code: 'c_1', 'a b': 'é&=' }))).status).toBe(303)
    const multipart = new FormData()
    multipart.set('code', 'c_2')
    multipart.set('file', new Blob(['x']), 'x.txt')
    expect((await resume(given)).body.params).toEqual({ code: 'c_1', 'a b': 'é&=' })
    await comeBack(given, { method: 'POST', body: multipart })
    expect((await resume(given)).body.params).toEqual({ code: 'c_2' })
  })

  test('of an attempt that goes on carries its step, and the data is taken', async () => {
    const { token: given } = await pay()
    await comeBack(given, {}, '?code=1')
    tells('nothing', { step: 1, outcome: leave })
    const { result } = (await resume(given)).body
    expect(result).toMatchObject({ outcome: 'pending', step: 1 })
    shop.orchestrator.script('PUT /payment/*', () => ({ step: 2, outcome: { outcome: 'complete' } }))
    const update = await shop.call(
      'nobody',
      `POST /payments/cart-1/attempts/${attemptId(1)}/update`,
      { step: 1, data: { code: '1' } },
      { 'payloom-resume': given },
    )
    expect(update).toMatchObject({ status: 200, body: { outcome: 'complete', step: 2 } })
    expect(shop.orchestrator.to('PUT /payment/*')[0]?.body).toMatchObject({ step: 1, data: { code: '1' } })
  })

  test('with an open action shows it in the attempt’s own result and to nobody else', async () => {
    const { token: given } = await pay()
    await comeBack(given)
    const action = { type: 'sandbox.challenge', id: 'act_1' }
    tells('nothing', { step: 2, outcome: { outcome: 'action', action } })
    const { result } = (await resume(given)).body
    expect(result).toMatchObject({ outcome: 'action', step: 2, action })
    expect(result.state.attempts[0]?.next).toBeUndefined()
    expect((await resume(given, 'ada')).body.result.state.attempts[0]?.next).toMatchObject({ action })
    expect((await resume(given, 'bob')).body.result.state.attempts[0]?.next).toBeUndefined()
  })

  test('ends the redirect: nothing sends the shopper there again (B4)', async () => {
    const { answer, token: given } = await pay()
    expect(answer.body.outcome).toBe('redirect')
    const body = { provider: 'sandbox', method: 'card', purpose: 'pay', data: { token: 'tok_1' } }
    const quote = await shop.quote()
    const first = await shop.pay(1, { ...body, quote })
    expect(first.body.outcome).toBe('redirect')
    await comeBack(given)
    expect((await shop.pay(1, { ...body, quote })).body.outcome).toBe('pending')
    const read = await shop.call<PaymentResult>('ada', `GET /payments/cart-1/attempts/${attemptId(1)}`)
    expect(read.body.outcome).toBe('pending')
    expect((await shop.status()).attempts[0]?.next).toBeUndefined()
    // A second attempt is told the same of the first.
    expect(await shop.pay(2)).toMatchObject({ status: 409, body: { result: { outcome: 'pending' } } })
    tells('nothing', { step: 2, outcome: { ...leave, url: 'https://bank.example/next' } })
    expect((await resume(given)).body.result).toMatchObject({ outcome: 'redirect', step: 2 })
  })
})

describe('a return that changes nothing', () => {
  test('is one by HEAD, or a prefetch', async () => {
    const { token: given } = await pay()
    const head = await comeBack(given, { method: 'HEAD' }, '?a=1')
    expect([head.status, head.headers.get('location')]).toEqual([
      303,
      `https://shop.example/checkout/return?payloom=${given}`,
    ])
    expect((await comeBack(given, { headers: { 'sec-purpose': 'prefetch;prerender' } }, '?a=1')).status).toBe(
      503,
    )
    expect((await comeBack(given, { headers: { purpose: 'prefetch' } }, '?a=1')).status).toBe(503)
    expect((await shop.status()).attempts[0]?.next).toMatchObject({ kind: 'redirect' })
    expect((await resume(given)).body.params).toEqual({})
  })

  test.each(['x', 'a'.repeat(43), '%3Cscript%3E', 'x'.repeat(5000), '..%2F..%2F'])(
    'is one by the unknown token %s: the shop’s page tells',
    async (unknown) => {
      const { status, headers } = await comeBack(unknown, {}, '?a=1')
      const location = new URL(headers.get('location') ?? '')
      expect([status, location.origin, location.pathname]).toEqual([
        303,
        'https://shop.example',
        '/checkout/return',
      ])
      expect([...location.searchParams.keys()]).toEqual(['payloom'])
    },
  )

  test('is one after the store has failed: the shopper still arrives', async () => {
    const { token: given } = await pay()
    await shop.store.close()
    expect((await comeBack(given)).status).toBe(303)
    expect(shop.events).toContainEqual(expect.objectContaining({ type: 'error', where: 'return' }))
  })
})

test('a repeat sends the company the same bytes, also after a restart', async () => {
  await shop.close()
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-return-'))
  const store = () => createSqliteStore({ path: path.join(folder, 'store.sqlite') })
  const lost: Script = (_, response) => {
    response.destroy()
    return sent
  }
  const send = async (script: Script) => {
    shop = await openTestShop({ clock, store: store() })
    shop.orchestrator.script('POST /payment', script)
    const { body } = await shop.pay(1)
    return { outcome: body.outcome, sent: shop.orchestrator.to('POST /payment').at(-1)?.body }
  }
  const first = await send(lost)
  await shop.close()
  const second = await send(() => ({ id: 'pay_1', step: 1, outcome: leave }))
  expect([first.outcome, second.outcome]).toEqual([undefined, 'redirect'])
  expect(second.sent).toEqual(first.sent)
  // The files of the store know the token by its hash alone.
  const given = token()
  for (const file of readdirSync(folder)) {
    expect(readFileSync(path.join(folder, file)).includes(given)).toBe(false)
  }
  rmSync(folder, { recursive: true })
})

describe('returning again', () => {
  test('keeps the newest fields that came, and what was known', async () => {
    const { token: given } = await pay()
    await comeBack(given, {}, '?try=1&old=1')
    await comeBack(given, {}, '?try=2')
    expect((await resume(given)).body.params).toEqual({ try: '2' })
    // A bare look at the link, or a body that cannot be read, says nothing.
    await comeBack(given)
    await comeBack(given, form('x'.repeat(70_000)))
    await comeBack(given, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x',
    })
    await comeBack(given, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"try":"3"}',
    })
    expect((await resume(given)).body.params).toEqual({ try: '2' })
  })

  test('the next day tells how it ended, and later the page is all there is (B6)', async () => {
    const { token: given } = await pay()
    await comeBack(given, {}, '?a=1')
    tells('captured')
    await resume(given)
    await clock.leap(23 * hour)
    expect((await comeBack(given, {}, '?a=2')).status).toBe(303)
    expect((await resume(given)).body).toMatchObject({
      params: { a: '2' },
      result: { state: { status: 'paid' } },
    })
    await clock.leap(2 * hour)
    expect((await comeBack(given, {}, '?a=3')).status).toBe(303)
    const record = await shop.store.read({ tenant: 'shop', paymentId: 'cart-1' })
    expect(record?.attempts[0]?.returned?.params).toEqual({ a: '2' })
  })

  test('over and over is kept so often and no more; the shopper always arrives', async () => {
    const { token: given } = await pay()
    for (let round = 1; round <= 70; round += 1) {
      expect((await comeBack(given, {}, `?round=${round}`)).status).toBe(303)
    }
    expect((await resume(given)).body.params).toEqual({ round: '60' })
  })
})

test('another attempt after a return asks the company first what became of the one before', async () => {
  const { token: given } = await pay()
  await comeBack(given)
  expect(await shop.pay(2)).toMatchObject({ status: 409, body: { code: 'attempt-in-progress' } })
  await clock.advance(3000)
  tells('canceled')
  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_2',
    step: 1,
    outcome: { outcome: 'complete' },
  }))
  expect((await shop.pay(2)).body.outcome).toBe('complete')
})

test('what a company sent is told by resume alone, and a token by nothing', async () => {
  const { token: given } = await pay()
  const canary = 'canary-of-the-return'
  await comeBack(given, form({ secret: canary }), `?q=${canary}`)
  expect((await resume(given)).text).toContain(canary)
  const seen = [
    JSON.stringify(await shop.status()),
    (await shop.call('ada', `GET /payments/cart-1/attempts/${attemptId(1)}`)).text,
    (await shop.pay(2)).text,
    JSON.stringify(shop.events),
  ]
  for (const text of seen) {
    expect(text).not.toContain(canary)
    expect(text).not.toContain(given)
  }
})

const answerOf = ({ status, text }: Answer): [number, string] => [status, text]
test('unknown, foreign and ended tokens are answered alike, in the body and in all headers (F12)', async () => {
  const { token: given } = await pay()
  const unknown = answerOf(await resume('a'.repeat(43)))
  expect(unknown[0]).toBe(404)
  await clock.leap(30 * day)
  expect(answerOf(await resume(given))).toEqual(unknown)
  const state = await shop.call<PaymentState>('nobody', 'GET /payments/cart-1', undefined, {
    'payloom-resume': given,
  })
  expect(state.status).toBe(404)
})
