import { createSandbox, type Sandbox } from '@payloom/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { companySecret, secretKey } from '../../company.fixture.ts'
import { openTestServer, type TestServer } from '../../httpServer.fixture.ts'
import {
  type Answer,
  attemptId,
  eventually,
  openWorld,
  publishableKey,
  type World,
  webhookPath,
} from '../../world.fixture.ts'
import { createPlainConnector } from '../plain/createPlainConnector.ts'
import { createSandboxConnector } from './createSandboxConnector.ts'

// The company itself, over HTTP: what the other tests pretend is what it really says.
let sandbox: Sandbox
let origin: string
let world: World
let gate: TestServer
beforeEach(async () => {
  // Company and orchestrator name each other, so one of the addresses has to be there first.
  gate = await openTestServer(async ({ headers }, body, response) => {
    const sent = Object.entries(headers).filter(([name]) => name.startsWith('webhook-')) as [string, string][]
    const { status } = await world.call('POST', webhookPath, body, Object.fromEntries(sent))
    response.writeHead(status).end()
  })
  sandbox = createSandbox({
    ...{ database: ':memory:', secretKey, publishableKey, allowedOrigins: ['http://shop.example'] },
    webhook: { url: gate.url, secret: companySecret },
    random: () => 0,
  })
  const { port, origin: publicOrigin } = await sandbox.listen()
  origin = publicOrigin
  const url = `http://127.0.0.1:${port}`
  const keys = { secretKey, publishableKey, webhookSecrets: [companySecret] }
  const connector = createSandboxConnector({ url, publicUrl: publicOrigin, ...keys })
  world = await openWorld({ connectors: [connector, createPlainConnector()] })
})
afterEach(async () => {
  await sandbox.close()
  await world.close()
  await gate.close()
})

const post = async (path: string, body: unknown): Promise<Record<string, string>> => {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${publishableKey}`,
    origin,
    'sec-fetch-site': 'same-origin',
  }
  const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as Record<string, string>
}
const payBy = async (number: string): Promise<Answer> => {
  const { id } = await post('/v1/tokens', { number, expiry: '12/40', cvc: '123' })
  return await world.pay({ data: { token: id } })
}
const decide = async (answer: Answer, decision: string): Promise<Answer> => {
  const { step, outcome } = answer.body
  const { result } = await post(`/v1/challenges/${outcome.action.id}`, { decision })
  const data = { actionId: outcome.action.id, result }
  return await world.call('PUT', '/payment/payment-1', { attemptId, step, data })
}
const told = (expected: object): Promise<void> =>
  eventually(() => expect(world.messages).toMatchObject([{ orderId: 'payment-1', attemptId, ...expected }]))

test('an approved card is complete, and paid by webhook', async () => {
  expect((await payBy('4111 1111 1111 1111')).body).toMatchObject({
    step: 1,
    outcome: { outcome: 'complete' },
  })
  await told({ status: 'paid', kind: 'captured', amount: { value: 1999, currency: 'EUR' } })
})

test.each([
  ['4000 0000 0000 0002', 'declined'],
  ['4000 0000 0000 9995', 'insufficient_funds'],
])('%s is %s', async (number, code) => {
  expect((await payBy(number)).body.outcome).toMatchObject({
    outcome: 'failed',
    error: { code, retry: 'same' },
  })
  await told({ status: 'failed', kind: 'failed' })
})

test('two approved challenges are complete, and paid by webhook', async () => {
  const first = await payBy('4000 0000 0000 3220')
  expect(first.body).toMatchObject({ step: 1, outcome: { action: { type: 'sandbox.challenge' } } })
  const second = await decide(first, 'approve')
  expect(second.body).toMatchObject({ step: 2, outcome: { action: { type: 'sandbox.challenge' } } })
  expect((await decide(second, 'approve')).body).toMatchObject({ step: 3, outcome: { outcome: 'complete' } })
  await told({ status: 'paid', kind: 'captured' })
})

test('a refused challenge fails', async () => {
  const answer = await decide(await payBy('4000 0000 0000 3220'), 'refuse')
  expect(answer.body.outcome).toMatchObject({ outcome: 'failed', error: { code: 'authentication_failed' } })
  await told({ status: 'failed', kind: 'failed' })
})

test('an open challenge can be canceled, and is read back', async () => {
  await payBy('4000 0000 0000 3220')
  const { body } = await world.call('POST', '/payment/payment-1/cancel', { attemptId })
  expect(body).toMatchObject({ step: 2, outcome: { outcome: 'canceled' } })
  const read = await world.call('GET', '/payment/payment-1')
  expect(read.body.attempts).toMatchObject([
    {
      attemptId,
      facts: [{ kind: 'canceled', confirmed: true }],
      result: { outcome: { outcome: 'canceled' } },
    },
  ])
  await told({ status: 'canceled', kind: 'canceled' })
})

test('a token that was used, and one that never was, are data to be given again', async () => {
  const { id } = await post('/v1/tokens', { number: '4111111111111111', expiry: '12/40', cvc: '123' })
  await world.pay({ data: { token: id } })
  for (const [attempt, token] of [
    ['b'.repeat(32), id],
    ['c'.repeat(32), 'tok_unknown'],
    ['d'.repeat(32), undefined],
  ]) {
    const { body } = await world.pay({ attemptId: attempt, data: { token } })
    expect(body.outcome).toMatchObject({ outcome: 'failed', error: { code: 'invalid_data', retry: 'same' } })
  }
})
