import type { IncomingMessage, ServerResponse } from 'node:http'
import { createWebhookSigner } from '@payloom/bus'
import { answerJson, openTestServer, type TestServer } from './httpServer.fixture.ts'

export const companySecret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
export const secretKey = 'sk_very_secret'

/** A payment as the company of these tests keeps it. */
export interface TestPayment {
  id: string
  reference: string
  method: string
  amount: { value: number; currency: string }
  status: string
  action?: { id: string; type: 'challenge'; url: string }
  error?: { code: string }
  createdAt: string
  events: { id: string; type: string; amount?: { value: number; currency: string }; createdAt: string }[]
}

/** A request as it arrived. */
export interface CompanyRequest {
  call: string
  key: string | undefined
  authorization: string | undefined
  body: Record<string, unknown>
}

/** A company over real HTTP. What a card does is in its token: tok_approve, tok_decline, tok_challenge; tok_used is refused. */
export interface TestCompany {
  url: string
  payments: TestPayment[]
  requests: CompanyRequest[]
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

const now = '2026-11-22T10:00:00.000Z'

export async function openCompany(): Promise<TestCompany> {
  const payments: TestPayment[] = []
  const requests: CompanyRequest[] = []
  const faults: { call: string; fault: Fault }[] = []
  const keys = new Map<string, TestPayment>()
  const signer = createWebhookSigner({ secrets: [companySecret] })
  let count = 0
  const addEvent = (payment: TestPayment, type: string): void => {
    const amount = type === 'payment.captured' ? { amount: payment.amount } : {}
    payment.events.push({
      id: `evt_${payment.id}_${payment.events.length + 1}`,
      type,
      ...amount,
      createdAt: now,
    })
  }
  const settle = (payment: TestPayment, status: string, type: string, code?: string): void => {
    delete payment.action
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
    const { amount, reference, method, token } = body as Omit<TestPayment, 'id'> & { token?: string }
    if (!token || token === 'tok_used') return token ? 'token_used' : 'invalid_token'
    count += 1
    const id = `pay_${count}`
    const payment: TestPayment = {
      ...{ id, reference, method, amount, status: 'requires_action', createdAt: now, events: [] },
    }
    if (token === 'tok_approve') settle(payment, 'succeeded', 'payment.captured')
    if (token === 'tok_decline') settle(payment, 'failed', 'payment.failed', 'card_declined')
    if (token === 'tok_challenge') ask(payment, 1)
    payments.push(payment)
    keys.set(key, payment)
    return payment
  }
  const act = (payment: TestPayment, { actionId, result }: Record<string, unknown>): string | undefined => {
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
    const payment = payments.find(({ id }) => id === url.pathname.split('/')[3])
    if (!payment) return { status: 404, body: { error: { code: 'not_found' } } }
    const refusal = request.call === 'action' ? act(payment, request.body) : undefined
    if (refusal) return refuse(refusal)
    if (request.call === 'cancel' && payment.status === 'requires_action') {
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
    else answerJson(response, status, body)
  }
  const server: TestServer = await openTestServer(answer)
  return {
    ...{ ...server, payments, requests },
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
  if (url.pathname.endsWith('/cancel')) return 'cancel'
  return method === 'POST' ? 'create' : 'find'
}
