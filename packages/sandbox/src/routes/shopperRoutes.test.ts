import { expect, test } from 'vitest'
import { createId } from '../createId.ts'
import type { Payment } from '../payments/payment.ts'
import { shopOrigin, startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'

const returnUrl = `${shopOrigin}/return/abc?keep=this`

async function startPages(options: Parameters<typeof startSandbox>[0] = {}) {
  const sandbox = await startSandbox(options)
  const codeOf = ({ redirect, display }: Payment): string =>
    (redirect?.fields[0]?.value ?? redirect?.url ?? display?.appUrl ?? '').split('/').at(-1) ?? ''
  const submit = async (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => {
    const response = await fetch(new URL(path, sandbox.origin.replace('localhost', '127.0.0.1')), {
      method: 'POST',
      headers: { origin: sandbox.origin, ...headers },
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
    return { status: response.status, headers: response.headers, body: await response.text() }
  }
  const decide = (page: string, payment: Payment, decision: string, headers = {}) =>
    submit(`/${page}/${codeOf(payment)}`, { decision }, headers)
  return { ...sandbox, codeOf, submit, decide }
}

/** What the form of a page would send. */
function readForm(page: string) {
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  return {
    action: /<form[^>]* action="([^"]+)"/.exec(page)?.[1],
    fields: Object.fromEntries(fields.map(([, name, value]) => [name, value])) as Record<string, string>,
  }
}

test.each([
  ['approve', 'approved', 'succeeded', 'payment.captured'],
  ['refuse', 'refused', 'failed', 'payment.failed'],
  ['cancel', 'canceled', 'canceled', 'payment.canceled'],
  ['never', 'pending', 'pending', 'payment.pending'],
])('bank: "%s" sends the shopper back by GET with %s', async (decision, result, status, event) => {
  const { start, decide, read } = await startPages()
  const payment = await start('bank', { returnUrl })
  const answer = await decide('bank', payment, decision)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(
    `${returnUrl}&sandbox_payment=${payment.id}&sandbox_result=${result}`,
  )
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  const after = await read(payment)
  expect(after).toMatchObject({ status, events: [{ type: event }] })
  expect(after).not.toHaveProperty('redirect')
  expect(after).not.toHaveProperty('expiresAt')
})

test('bank: the first decision counts, and the page then only leads back', async () => {
  const { start, decide, read, call, codeOf } = await startPages()
  const payment = await start('bank', { returnUrl })
  const first = await decide('bank', payment, 'approve')
  const after = await read(payment)
  for (const decision of ['approve', 'refuse', 'cancel', 'never']) {
    expect((await decide('bank', payment, decision)).headers.get('location')).toBe(
      first.headers.get('location'),
    )
  }
  expect(await read(payment)).toEqual(after)
  const page = String((await call('GET', `/bank/${codeOf(payment)}`)).body)
  expect(page).toContain('Back to the shop')
  expect(page).not.toContain('Approve')
})

test('bank: ten clicks at once take the money once', async () => {
  const { start, decide, read } = await startPages()
  const payment = await start('bank', { returnUrl })
  const answers = await Promise.all(Array.from({ length: 10 }, () => decide('bank', payment, 'approve')))
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
  expect((await read(payment)).events).toHaveLength(1)
})

test('bank: a payment that the shop took back meanwhile is not paid any more', async () => {
  const { start, decide, step, read } = await startPages()
  const payment = await start('bank', { returnUrl })
  await step(payment, 'cancel')
  expect((await decide('bank', payment, 'approve')).headers.get('location')).toContain(
    'sandbox_result=canceled',
  )
  expect(await read(payment)).toMatchObject({ status: 'canceled', capturedAmount: { value: 0 } })
})

test('formpost: the shopper comes back by a form, and its code takes the money, once', async () => {
  const { start, submit, decide, codeOf, read, step, api } = await startPages()
  const payment = await start('formpost', { returnUrl })
  const [code, amount] = payment.redirect?.fields.map(({ value }) => value) ?? []
  const entered = await submit(
    '/formpost',
    { payment_code: code ?? '', amount: amount ?? '' },
    { origin: shopOrigin },
  )
  expect([entered.status, entered.headers.get('location')]).toEqual([303, `/formpost/${codeOf(payment)}`])
  const { body } = await decide('formpost', payment, 'approve')
  const form = readForm(body)
  expect(form).toEqual({
    action: returnUrl,
    fields: {
      sandbox_payment: payment.id,
      sandbox_result: 'approved',
      sandbox_code: expect.stringMatching(/^code_/),
    },
  })
  const waiting = await read(payment)
  expect(waiting).toMatchObject({ status: 'requires_action', capturedAmount: { value: 0 }, events: [] })
  expect(waiting).not.toHaveProperty('redirect')
  expect(JSON.stringify(waiting)).not.toContain(form.fields.sandbox_code)
  const wrong = await api('POST', `/v1/payments/${payment.id}/complete`, { code: createId('code') })
  expect(wrong).toMatchObject({ status: 422, body: { error: { code: 'invalid_code' } } })
  const paid = await step(payment, 'complete', { code: form.fields.sandbox_code })
  expect(paid).toMatchObject({ status: 'succeeded', events: [{ type: 'payment.captured' }] })
  expect(await step(payment, 'complete', { code: form.fields.sandbox_code })).toEqual(paid)
  // Sent twice, or opened again with Back: the same code again.
  expect(readForm((await decide('formpost', payment, 'cancel')).body)).toEqual(form)
})

test('formpost: an approval whose shopper never came back can be canceled, and its code is worth nothing', async () => {
  const { start, decide, step } = await startPages()
  const payment = await start('formpost', { returnUrl })
  const { fields } = readForm((await decide('formpost', payment, 'approve')).body)
  const canceled = await step(payment, 'cancel')
  expect(canceled).toMatchObject({ status: 'canceled' })
  expect(await step(payment, 'complete', { code: fields.sandbox_code })).toEqual(canceled)
})

test.each([
  ['refuse', 'refused', 'failed'],
  ['cancel', 'canceled', 'canceled'],
  ['never', 'pending', 'pending'],
])('formpost: "%s" brings no code back', async (decision, result, status) => {
  const { start, decide, read } = await startPages()
  const payment = await start('formpost', { returnUrl })
  const { fields } = readForm((await decide('formpost', payment, decision)).body)
  expect(fields).toEqual({ sandbox_payment: payment.id, sandbox_result: result })
  expect((await read(payment)).status).toBe(status)
})

test('formpost: another amount than the one asked for opens no page', async () => {
  const { start, submit, codeOf } = await startPages()
  const payment = await start('formpost', { returnUrl })
  for (const amount of ['1', '', '20.49', '2049 ']) {
    const { status, body } = await submit('/formpost', { payment_code: codeOf(payment), amount })
    expect(status).toBe(422)
    expect(body).toContain('not the one that the shop has asked for')
  }
})

test.each([
  ['approve', 'succeeded', 'Paid'],
  ['refuse', 'failed', 'Refused'],
  ['expire', 'expired', 'expired'],
])('app: "%s" ends the wait, once', async (decision, status, words) => {
  const { start, decide, read, call, codeOf } = await startPages()
  for (const method of ['qr', 'await', 'banktransfer']) {
    const payment = await start(method)
    expect(await decide('app', payment, decision)).toMatchObject({ status: 303 })
    const after = await read(payment)
    expect(after).toMatchObject({ status })
    for (const late of ['approve', 'refuse', 'expire']) {
      expect((await decide('app', payment, late)).status).toBe(status === 'expired' ? 410 : 303)
    }
    expect(await read(payment)).toEqual(after)
    expect((await call('GET', `/app/${codeOf(payment)}`)).body).toContain(words)
  }
})

test('app: a decision that comes too late takes no money', async () => {
  const clock = createTestClock()
  const { start, decide, read, step } = await startPages({ clock })
  const [late, canceled] = [await start('qr'), await start('await')]
  await step(canceled, 'cancel')
  clock.advance(900_000)
  for (const payment of [late, canceled]) {
    const { status, body } = await decide('app', payment, 'approve')
    expect(status).toBe(410)
    expect(body).toContain('Nothing was paid')
    expect(await read(payment)).toMatchObject({ capturedAmount: { value: 0 } })
  }
})

test('unknown codes, codes of another page and payment ids lead to a page that says so', async () => {
  const { start, call, submit, decide, codeOf } = await startPages()
  const [bank, qr] = [await start('bank', { returnUrl }), await start('qr')]
  const paths = ['/bank/page_unknown', `/bank/${bank.id}`, `/app/${codeOf(bank)}`, `/bank/${codeOf(qr)}`]
  for (const path of [...paths, `/formpost/${codeOf(bank)}`]) {
    expect(await call('GET', path), path).toMatchObject({
      status: 404,
      body: expect.stringContaining('no such'),
    })
    expect((await submit(path, { decision: 'approve' })).status).toBe(404)
  }
  expect((await submit('/formpost', { payment_code: codeOf(bank), amount: '2049' })).status).toBe(404)
  expect((await decide('bank', bank, 'perhaps')).status).toBe(422)
})

test('only a page of the company decides', async () => {
  const { start, decide, read } = await startPages()
  const payment = await start('bank', { returnUrl })
  const foreign: Record<string, string>[] = [
    { origin: shopOrigin },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    expect((await decide('bank', payment, 'approve', headers)).status).toBe(403)
  }
  expect(await read(payment)).toEqual(payment)
})

test('what a merchant sends is text on a page, never markup', async () => {
  const { start, call, codeOf } = await startPages()
  const reference = '"><script>alert(1)</script>&amp;'
  const payment = await start('bank', { returnUrl: 'https://shop.example/?a="b"&c=<d>', reference })
  const page = String((await call('GET', `/bank/${codeOf(payment)}`)).body)
  expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;')
  expect(page).not.toContain('<script>')
})

test('a page may send forms to the company and to the return address of its payment, and nowhere else', async () => {
  const { start, call, codeOf, decide } = await startPages()
  const payment = await start('formpost', { returnUrl: 'https://shop.example:8443/return' })
  const { headers } = await call('GET', `/formpost/${codeOf(payment)}`)
  const policy = headers.get('content-security-policy')
  expect(policy).toContain("form-action 'self' https://shop.example:8443;")
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('script-src')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  const back = await decide('formpost', payment, 'approve')
  expect(back.headers.get('content-security-policy')).toContain("script-src 'self'; ")
  expect(back.headers.get('cache-control')).toBe('no-store')
  const app = await call('GET', `/app/${codeOf(await start('qr'))}`)
  expect(app.headers.get('content-security-policy')).toContain("form-action 'self';")
})
