import type { IncomingMessage, ServerResponse } from 'node:http'
import { createWebhookSigner } from '@payloom/bus'
import { answerJson, openTestServer, type TestServer } from './httpServer.fixture.ts'
import { balanceOf, refusalOf, startOf } from './startPayment.fixture.ts'
import { nothingMoved, type TestPayment } from './testPayment.fixture.ts'

export const companySecret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
export const secretKey = 'sk_very_secret'

/** A request as it arrived. */
export interface CompanyRequest {
  call: string
  key: string | undefined
  authorization: string | undefined
  body: Record<string, unknown>
}

/** A company over real HTTP. What a payment does stands in `startPayment.fixture.ts`. */
export interface TestCompany {
  url: string
  payments: TestPayment[]
  requests: CompanyRequest[]
  /** Stored cards that it was made to forget. */
  forgotten: string[]
  /** What happens to a payment there, without a call of the shop's; its event is the newest. */
  settle(payment: TestPayment | undefined, status: string, type: string): TestPayment
  /** The company's own staff gives a part back, in minor units. */
  giveBack(payment: TestPayment | undefined, value: number): TestPayment
  /** Spoils the next request that fits, after or before the company has done its work. */
  spoil(call: string, fault: Fault): void
  /** A signed webhook of the newest event of a payment, with changes if wanted. */
  webhook(
    payment: TestPayment,
    change?: Record<string, unknown>,
  ): { headers: Record<string, string>; body: string }
  dropConnections(): void
  close(): Promise<void>
}

export type Fault =
  /** Answers by hand, after the work was done. */
  | { after: (response: ServerResponse) => Promise<void> | void }
  /** Answers by hand, and does nothing. */
  | { before: (response: ServerResponse) => void }

const moving = new Set(['payment.captured', 'payment.authorized', 'payment.voided', 'payment.refunded'])
const now = '2026-11-22T10:00:00.000Z'

export async function openCompany(): Promise<TestCompany> {
  const payments: TestPayment[] = []
  const requests: CompanyRequest[] = []
  const faults: { call: string; fault: Fault }[] = []
  const keys = new Map<string, TestPayment>()
  const signer = createWebhookSigner({ secrets: [companySecret] })
  let count = 0
  let eventCount = 0
  const forgotten: string[] = []
  const addEvent = (payment: TestPayment, type: string, of?: TestPayment['amount']): void => {
    const whole = of ?? { ...payment.amount, value: payment.held ?? payment.amount.value }
    const nothing = { ...whole, value: 0 }
    if (type === 'payment.authorized') payment.authorizedAmount = whole
    if (type === 'payment.voided' || type === 'payment.captured') payment.authorizedAmount = nothing
    if (type === 'payment.captured') payment.capturedAmount = whole
    if (type === 'payment.refunded') {
      payment.refundedAmount = { ...whole, value: payment.refundedAmount.value + whole.value }
    }
    const amount = moving.has(type) ? { amount: whole } : {}
    payment.events.push({
      id: `evt_${payment.id}_${payment.events.length + 1}`,
      type,
      ...amount,
      // A millisecond after the one before, so that later is later.
      createdAt: new Date(Date.parse(now) + eventCount).toISOString(),
    })
    eventCount += 1
  }
  const refund = (payment: TestPayment, { body, key = '' }: CompanyRequest): string | undefined => {
    if (keys.get(`refund ${key}`) === payment) return undefined
    const amount = body.amount as TestPayment['amount']
    const left = payment.capturedAmount.value - payment.refundedAmount.value
    if (amount.value > left) return 'amount_too_large'
    addEvent(payment, 'payment.refunded', amount)
    keys.set(`refund ${key}`, payment)
    return undefined
  }
  const settle = (payment: TestPayment, status: string, type: string, code?: string): void => {
    delete payment.action
    delete payment.redirect
    delete payment.display
    const { storing } = payment
    if (status === 'succeeded' && storing) payment.stored = storing
    Object.assign(payment, { status, ...(code ? { error: { code } } : {}) })
    addEvent(payment, type)
  }
  const ask = (payment: TestPayment, step: number): void => {
    const id = `act_${payment.id}_${step}`
    payment.action = { id, type: 'challenge', url: `http://company.example/challenge/${id}` }
  }
  const create = ({ body, key = '' }: CompanyRequest): TestPayment | string => {
    const known = keys.get(key)
    if (known) return known
    const { amount, reference, method } = body as unknown as TestPayment
    const refusal = refusalOf(body)
    if (refusal !== undefined) return refusal
    count += 1
    const id = `pay_${count}`
    const payment: TestPayment = {
      ...{ id, reference, method, amount, status: 'requires_action', createdAt: now, events: [] },
      ...nothingMoved(amount.currency),
    }
    const start = startOf(payment, body)
    Object.assign(payment, start.patch)
    if (start.isAsked) ask(payment, 1)
    if (start.event !== undefined) addEvent(payment, start.event)
    payments.push(payment)
    keys.set(key, payment)
    return payment
  }
  const act = (
    payment: TestPayment,
    { actionId, result, token }: Record<string, unknown>,
  ): string | undefined => {
    if (payment.action?.type === 'sheet_retry' && actionId === payment.action.id && token === 'sht_ok') {
      settle(payment, 'succeeded', 'payment.captured')
      return undefined
    }
    if (actionId !== payment.action?.id || typeof result !== 'string' || result === 'forged') {
      return 'invalid_result'
    }
    if (result === 'refuse') settle(payment, 'failed', 'payment.failed', 'authentication_failed')
    else if (payment.action?.id.endsWith('_1')) ask(payment, 2)
    else settle(payment, 'succeeded', 'payment.captured')
    return undefined
  }
  const work = (request: CompanyRequest, url: URL): { status: number; body: unknown } => {
    const refuse = (code: string) => ({ status: 422, body: { error: { code, message: 'No.' } } })
    if (request.call === 'create') {
      const answer = create(request)
      return typeof answer === 'string' ? refuse(answer) : { status: 201, body: answer }
    }
    if (request.call === 'find') {
      const reference = url.searchParams.get('reference')
      return { status: 200, body: payments.filter((payment) => payment.reference === reference) }
    }
    if (request.call === 'balance') {
      const refusal = refusalOf({ gift: request.body })
      const balance = { value: balanceOf(request.body), currency: request.body.currency }
      return refusal === undefined ? { status: 200, body: { balance } } : refuse(refusal)
    }
    const id = url.pathname.split('/')[3] ?? ''
    if (request.call === 'forget') {
      if (forgotten.includes(id)) return { status: 404, body: { error: { code: 'not_found' } } }
      forgotten.push(id)
      return { status: 204, body: undefined }
    }
    const payment = payments.find((known) => known.id === id)
    if (!payment) return { status: 404, body: { error: { code: 'not_found' } } }
    const refusal =
      request.call === 'action'
        ? act(payment, request.body)
        : request.call === 'refund'
          ? refund(payment, request)
          : undefined
    if (refusal) return refuse(refusal)
    if (request.call === 'complete' && request.body.code !== 'code_ok') return refuse('invalid_code')
    if (request.call === 'complete') settle(payment, 'succeeded', 'payment.captured')
    const { status } = payment
    if (request.call === 'capture' && status === 'authorized') {
      settle(payment, 'succeeded', 'payment.captured')
    }
    if (request.call === 'cancel' && status === 'authorized') settle(payment, 'canceled', 'payment.voided')
    if (request.call === 'cancel' && (status === 'requires_action' || status === 'pending')) {
      settle(payment, 'canceled', 'payment.canceled')
    }
    return { status: 200, body: payment }
  }
  const answer = (incoming: IncomingMessage, text: string, response: ServerResponse): void => {
    const url = new URL(incoming.url ?? '/', 'http://company.example')
    const request: CompanyRequest = {
      call: callOf(incoming.method, url),
      key: incoming.headers['idempotency-key'] as string | undefined,
      authorization: incoming.headers.authorization,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    }
    requests.push(request)
    const index = faults.findIndex(({ call }) => call === request.call)
    const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault
    if (fault && 'before' in fault) {
      fault.before(response)
      return
    }
    const { status, body } = work(request, url)
    if (fault) void fault.after(response)
    else if (status === 204) response.writeHead(204).end()
    else answerJson(response, status, body)
  }
  const server: TestServer = await openTestServer(answer)
  return {
    ...{ ...server, payments, requests, forgotten },
    settle(payment, status, type) {
      if (!payment) throw new Error('There is no such payment to settle.')
      settle(payment, status, type)
      return payment
    },
    giveBack(payment, value) {
      if (!payment) throw new Error('There is no such payment to give back.')
      addEvent(payment, 'payment.refunded', { ...payment.amount, value })
      return payment
    },
    spoil: (call, fault) => void faults.push({ call, fault }),
    webhook(payment, change = {}) {
      const { id, type, amount, createdAt } = payment.events.at(-1) ?? {
        id: 'evt_none',
        type: 'none',
        createdAt: now,
      }
      const { data, ...rest } = change
      const about = { paymentId: payment.id, reference: payment.reference, ...(amount ? { amount } : {}) }
      const event = { id, type, createdAt, ...rest, data: { ...about, ...(data as object) } }
      const body = JSON.stringify(event)
      return { headers: signer.sign(event.id, body), body }
    },
  }
}

function callOf(method: string | undefined, url: URL): string {
  if (url.pathname.endsWith('/actions')) return 'action'
  const last = url.pathname.split('/').at(-1) ?? ''
  if (['cancel', 'capture', 'complete', 'balance', 'refund'].includes(last)) return last
  if (method === 'DELETE') return 'forget'
  return method === 'POST' ? 'create' : 'find'
}
