import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSandboxWorld, type SandboxWorld } from '../../sandboxWorld.fixture.ts'
import { type Answer, allMethods, attemptId, eventually, type World } from '../../world.fixture.ts'

// Every shape of paying, by the company itself.
let company: SandboxWorld
let world: World
beforeEach(async () => {
  company = await openSandboxWorld({ configuration: allMethods })
  world = company.world
})
afterEach(() => company.close())

const returnUrl = 'https://shop.example/return/token'
const customerId = 'customer-1'
const rest = 'b'.repeat(32)
const tokenOf = async (number = '4111 1111 1111 1111'): Promise<string> =>
  (await company.post('/v1/tokens', { number, expiry: '12/40', cvc: '123' })).id ?? ''
const pay = (method: string, data: Record<string, unknown> = {}, change = {}): Promise<Answer> =>
  world.pay({ method, data, returnUrl, ...change })
const update = async ({ body }: Answer, data: Record<string, unknown>): Promise<Answer> =>
  await world.call('PUT', '/payment/payment-1', { attemptId, step: body.step, data })
const read = async (index = 0) => (await world.call('GET', '/payment/payment-1')).body.attempts[index]
const cancel = (attempt = attemptId): Promise<Answer> =>
  world.call('POST', '/payment/payment-1/cancel', { attemptId: attempt })
const decide = async (answer: Answer, decision = 'approve'): Promise<Answer> => {
  const { id } = answer.body.outcome.action
  const { result } = await company.post(`/v1/challenges/${id}`, { decision })
  return await update(answer, { actionId: id, result })
}
const told = (...kinds: string[]): Promise<void> =>
  eventually(() => expect(new Set(world.messages.map(({ kind }) => kind))).toEqual(new Set(kinds)))
const list = async () => (await world.call('GET', `/stored-payment-methods/${customerId}`)).body

test.each([
  ['approve', 'approved', { outcome: 'complete' }, 'captured'],
  ['refuse', 'refused', { outcome: 'failed', error: { code: 'declined', retry: 'same' } }, 'failed'],
  ['cancel', 'canceled', { outcome: 'canceled' }, 'canceled'],
  ['never', 'pending', { outcome: 'pending' }, 'pending'],
])('bank: %s', async (decision, result, outcome, kind) => {
  const { body } = await pay('bank')
  expect(body.outcome).toMatchObject({ outcome: 'redirect', method: 'GET', fields: [] })
  const back = new URL(await company.submit(body.outcome.url, { decision }))
  expect(`${back.origin}${back.pathname}`).toBe(returnUrl)
  expect(back.searchParams.get('sandbox_result')).toBe(result)
  expect((await read()).result).toMatchObject({ step: 2, outcome })
  await told(kind)
})

const visit = async (body: Answer['body'], decision: string): Promise<string | undefined> => {
  const { url, fields } = body.outcome
  const form = (fields as { name: string; value: string }[]).map(({ name, value }) => [name, value])
  const page = await company.submit(await company.submit(url, Object.fromEntries(form)), { decision })
  return /name="sandbox_code"\s+value="([^"]+)"/.exec(page)?.[1]
}

test('formpost: money comes with the code, also after a read-back has found the page closed', async () => {
  const { body } = await pay('formpost')
  expect(body.outcome).toMatchObject({ outcome: 'redirect', method: 'POST' })
  const code = await visit(body, 'approve')
  const { result } = await read()
  expect(result).toMatchObject({ step: 2, outcome: { outcome: 'pending' } })
  const answer = { status: 200, body: result }
  expect((await update(answer, { code: 'code_forged' })).body).toEqual(result)
  expect((await update(answer, { code })).body).toMatchObject({ step: 3, outcome: { outcome: 'complete' } })
  await told('captured')
})

test('formpost: refused, there is no code', async () => {
  expect(await visit((await pay('formpost')).body, 'refuse')).toBeUndefined()
  expect((await read()).result.outcome).toMatchObject({ outcome: 'failed' })
  await told('failed')
})

const waiting = ['qr', 'await', 'banktransfer']

test.each(waiting)('%s waits, and is paid in the app', async (method) => {
  const { body } = await pay(method)
  const { display } = body.outcome
  expect(display).toMatchObject({ kind: method === 'banktransfer' ? 'bank-transfer' : method })
  expect(Date.parse(display.expiresAt)).toBeGreaterThan(Date.now())
  await told('pending')
  await company.submit(display.appUrl, { decision: 'approve' })
  await told('pending', 'captured')
  expect((await read()).result).toMatchObject({ step: 2, outcome: { outcome: 'complete' } })
})

test.each(
  waiting.flatMap((method) => [
    [method, 'refuse', 'failed'],
    [method, 'expire', 'expired'],
  ]),
)('%s: %s', async (method, decision, kind) => {
  const { body } = await pay(method)
  await company.submit(body.outcome.display.appUrl, { decision })
  await told('pending', kind)
  expect((await read()).result.outcome.outcome).toBe(kind)
})

test('what waits is taken back', async () => {
  await pay('await')
  expect((await cancel()).body.outcome).toEqual({ outcome: 'canceled' })
  await told('pending', 'canceled')
})

test('paybutton: declined, and tried again in the same attempt', async () => {
  const sheet = async (funding: string) => (await company.post('/v1/sheet-tokens', { funding })).id
  let answer = await pay('paybutton', { token: await sheet('declining') })
  for (const funding of ['declining', 'balance']) {
    const { action } = answer.body.outcome
    expect(action).toEqual({ type: 'sandbox.sheet', id: action.id, reason: 'declined' })
    answer = await update(answer, { actionId: action.id, token: await sheet(funding) })
  }
  expect(answer.body).toMatchObject({ step: 3, outcome: { outcome: 'complete' } })
  await told('captured')
})

test('precheck: verified before the order, or refused', async () => {
  const { body } = await pay('precheck', { token: await tokenOf() }, { attemptId: rest })
  expect(body.outcome).toMatchObject({ outcome: 'failed', error: { code: 'authentication_failed' } })
  const token = await tokenOf()
  await company.post(`/v1/tokens/${token}/verify`, { decision: 'approve' })
  expect((await pay('precheck', { token })).body.outcome).toEqual({ outcome: 'complete' })
})

test('steps: a fingerprint, then a challenge', async () => {
  const first = await pay('steps', { token: await tokenOf() })
  expect(first.body.outcome).toMatchObject({ action: { type: 'sandbox.fingerprint' } })
  const second = await decide(first)
  expect(second.body).toMatchObject({ step: 2, outcome: { action: { type: 'sandbox.challenge' } } })
  expect((await decide(second)).body).toMatchObject({ step: 3, outcome: { outcome: 'complete' } })
  await told('captured')
})

test('teardown pays like a card', async () => {
  expect((await pay('teardown', { token: await tokenOf() })).body.outcome).toEqual({ outcome: 'complete' })
})

const gift = { number: '6000 0000 0001 1000', pin: '1234' }

test('gift: a part is held, the card pays the rest, then the part is taken', async () => {
  const balance = () =>
    world.call('POST', '/payment-methods/sandbox/gift/balance', { id: 'payment-1', currency: 'EUR', ...gift })
  expect((await balance()).body).toEqual({ balance: 10, currency: 'EUR' })
  expect((await pay('gift', gift)).body.outcome).toEqual({
    ...{ outcome: 'partial', due: { value: 999, currency: 'EUR' } },
  })
  expect((await balance()).body).toEqual({ balance: 0, currency: 'EUR' })
  expect((await read()).facts).toMatchObject([{ kind: 'authorized', amount: { value: 1000 } }])
  await pay('card', { token: await tokenOf() }, { attemptId: rest, total: 9.99, amount: 9.99 })
  await eventually(() =>
    expect(
      world.messages.filter(({ kind }) => kind === 'captured').map(({ amount }) => amount?.value),
    ).toEqual([999, 1000]),
  )
  expect((await read()).result).toMatchObject({ step: 2, outcome: { outcome: 'complete' } })
})

test('gift: taken off, the balance comes back', async () => {
  await pay('gift', gift)
  expect((await cancel()).body.outcome).toEqual({ outcome: 'canceled' })
  await told('authorized', 'voided')
  expect((await pay('gift', gift, { attemptId: rest })).body.outcome).toMatchObject({ outcome: 'partial' })
})

test.each([
  [{ pin: '4321' }, { code: 'invalid_data', field: 'pin' }],
  [{ number: '5000 0000 0001 1000' }, { code: 'invalid_data', field: 'number' }],
  [{ number: '6000 0000 0002 0000' }, { code: 'insufficient_funds' }],
])('gift: %j is refused', async (change, error) => {
  expect((await pay('gift', { ...gift, ...change })).body.outcome).toMatchObject({ outcome: 'failed', error })
})

test('gift: one that has enough pays all', async () => {
  const { body } = await pay('gift', { ...gift, number: '6000 0000 0003 9999' })
  expect(body.outcome).toEqual({ outcome: 'complete' })
  await told('captured')
})

test.each([
  ['without a CVC', '4111 1111 1111 1111', 'Visa', '1111', false],
  ['with its CVC', '5555 5555 5555 4444', 'Mastercard', '4444', true],
])('a card is stored, pays %s, and is deleted', async (_, number, title, last4, needsCvc) => {
  await pay('card', { token: await tokenOf(number) }, { customerId, store: true })
  const [stored] = await list()
  expect(stored).toMatchObject({ title, last4, expiry: '12/40', needsCvc })
  const use = async (attempt: string, data = {}): Promise<Answer> =>
    await pay('card', data, {
      ...{
        id: 'payment-2',
        attemptId: attempt,
        customerId,
        purpose: 'pay-stored',
        storedMethodId: stored.id,
      },
    })
  const { id: cvcToken } = await company.post('/v1/cvc-tokens', { cvc: '123' })
  if (needsCvc) {
    expect((await use('c'.repeat(32))).body.outcome).toMatchObject({
      outcome: 'failed',
      error: { field: 'cvc' },
    })
  }
  const { body } = await use(rest, needsCvc ? { cvcToken } : {})
  expect(body.outcome).toEqual({ outcome: 'complete' })
  const path = `/stored-payment-methods/${customerId}/${stored.id}`
  expect((await world.call('DELETE', path)).status).toBe(204)
  await eventually(() =>
    expect(world.log).toContainEqual(
      expect.objectContaining({ event: 'chore-tried', kind: 'forget-method', result: 'done' }),
    ),
  )
  await world.call('GET', '/payment/payment-1')
  expect(await list()).toEqual([])
})

test.each(['4111 1111 1111 1111', '4000 0000 0000 3220'])(
  'a set-up of %s ends authorized',
  async (number) => {
    const change = { customerId, kind: 'setup', purpose: 'setup', total: 0, amount: 0, items: [] }
    let answer = await pay('card', { token: await tokenOf(number) }, change)
    while (answer.body.outcome.outcome === 'action') answer = await decide(answer)
    expect(answer.body.outcome).toEqual({ outcome: 'complete' })
    await eventually(() =>
      expect(world.messages).toMatchObject([
        { status: 'authorized', kind: 'authorized', amount: { value: 0, currency: 'EUR' } },
      ]),
    )
    expect(await list()).toHaveLength(1)
  },
)
