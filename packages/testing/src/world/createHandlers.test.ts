import {
  createdSetupSchema,
  headers,
  loadedMethodSchema,
  methodListSchema,
  paymentResultSchema,
  paymentStateSchema,
  quoteResultSchema,
  type RouteName,
  resumeResultSchema,
  routePath,
  routes,
  storedMethodSchema,
} from '@payloom/core/contract'
import { setupServer } from 'msw/node'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeWorld, type FakeWorld, fakeBasePath } from './createFakeWorld.ts'

type BrowserCall = Exclude<RouteName, 'bus'>

const named = { provider: 'sandbox', method: 'card' }
const params = { ...named, paymentId: 'payment-1', attemptId: 'a'.repeat(32), id: 'sm_1', token: 'token_1' }
const card = { ...named, id: 'sm_1', title: 'Visa', needsCvc: false }

/** What a browser sends, and the contract's shape of what it is answered. */
const calls: Record<BrowserCall, { body?: unknown; shape: v.GenericSchema }> = {
  loadMethodList: { shape: methodListSchema },
  loadMethod: { body: { purpose: 'pay' }, shape: loadedMethodSchema },
  loadBalance: {
    body: { number: '6000123456781000', pin: '1234' },
    shape: v.strictObject({ value: v.literal(1000), currency: v.literal('EUR') }),
  },
  loadMerchantSession: {
    body: { validationURL: 'https://wallet.example' },
    shape: v.record(v.string(), v.unknown()),
  },
  loadQuote: { body: named, shape: quoteResultSchema },
  validate: {
    body: { ...named, purpose: 'pay', data: {}, quote: 'quote-1-1999-sandbox-card' },
    shape: paymentResultSchema,
  },
  readAttempt: { shape: paymentResultSchema },
  updatePayment: { body: { step: 1, data: {} }, shape: paymentResultSchema },
  cancelPayment: { shape: paymentResultSchema },
  readStatus: { shape: paymentStateSchema },
  stream: { shape: paymentStateSchema },
  resume: { body: { token: params.token }, shape: resumeResultSchema },
  returnGet: { shape: v.literal('https://shop.example/checkout/return?payloom=token_1') },
  returnPost: { shape: v.literal('https://shop.example/checkout/return?payloom=token_1') },
  createSetup: { shape: createdSetupSchema },
  loadStoredMethods: { shape: v.array(storedMethodSchema) },
  deleteStoredMethod: { shape: v.null() },
}

function open(): FakeWorld {
  const world = createFakeWorld({ scenario: 'challenge', stored: [card] })
  const server = setupServer(...world.handlers)
  server.listen({ onUnhandledFrame: 'error' })
  onTestFinished(() => server.close())
  return world
}

function send(name: BrowserCall): Promise<Response> {
  const { body } = calls[name]
  return fetch(new URL(fakeBasePath + routePath(name, params), 'https://shop.example'), {
    method: routes[name].method,
    redirect: 'manual',
    headers: { [headers.idempotencyKey]: params.attemptId },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** What an answer says: its body, the first event of a stream, or where it leads. */
async function read(response: Response): Promise<unknown> {
  if (response.status === 303) return response.headers.get('location')
  if (response.headers.get('content-type') !== 'text/event-stream') {
    const text = await response.text()
    return text === '' ? null : JSON.parse(text)
  }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const { value = '' } = (await reader?.read()) ?? {}
  await reader?.cancel()
  return JSON.parse(/^data: (.*)$/m.exec(value)?.[1] ?? '')
}

const isBrowserCall = (name: string): name is BrowserCall => name !== 'bus'

test.each(Object.keys(routes).filter(isBrowserCall))(
  '%s is answered in the shape of the contract',
  async (name) => {
    const world = open()
    // The order that most calls are about; sent again it gets the same answer.
    await send('validate')
    const response = await send(name)
    expect([response.status < 400, world.calls.length]).toEqual([true, 2])
    v.parse(calls[name].shape, await read(response))
  },
)
