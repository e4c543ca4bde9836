import { onTestFinished } from 'vitest'
import { createSandbox, type SandboxOptions } from './createSandbox.ts'
import type { LogEntry } from './log.ts'
import type { Payment } from './payments/payment.ts'

export const shopOrigin = 'http://127.0.0.1:5173'
export const amount = { value: 2049, currency: 'EUR' }
export const cards = {
  approve: '4111 1111 1111 1111',
  needsCvc: '5555 5555 5555 4444',
  decline: '4000 0000 0000 0002',
  insufficientFunds: '4000 0000 0000 9995',
  challenge: '4000 0000 0000 3220',
}

export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

/** A company that listens, and the calls that tests make to it. */
export interface StartedSandbox {
  origin: string
  logged: LogEntry[]
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The same with the secret key. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Enters a card the way the hosted fields do. */
  token(number?: string, changes?: Record<string, unknown>): Promise<string>
  pay(number?: string, changes?: Record<string, unknown>): Promise<Payment>
  /** Asks for a payment by any method, with a key of its own. */
  ask(method: string, changes?: Record<string, unknown>): Promise<Answer>
  /** The same, for one that is made. */
  start(method: string, changes?: Record<string, unknown>): Promise<Payment>
  /** Takes a payment one step on, or reads it. */
  step(payment: Payment, name: string, body?: Record<string, unknown>): Promise<Payment>
  read(payment: Payment): Promise<Payment>
  /** What a page of the company asks of it with the publishable key. */
  frame(path: string, body: Record<string, unknown>): Promise<Answer>
  /** Answers the open question the way the challenge frame does. */
  decide(actionId: string, decision: string): Promise<string>
  close(): Promise<void>
}

/** Starts a company on a free port; it ends with its test. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<StartedSandbox> {
  const logged: LogEntry[] = []
  const sandbox = createSandbox({
    database: ':memory:',
    secretKey: 'sk_test',
    publishableKey: 'pk_test',
    allowedOrigins: [shopOrigin],
    log: (entry) => logged.push(entry),
    ...options,
  })
  const { origin, port } = await sandbox.listen()
  onTestFinished(() => sandbox.close())
  let keys = 0
  const base = `http://127.0.0.1:${port}`

  const call: StartedSandbox['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text }
  }
  const api: StartedSandbox['api'] = (method, path, body, headers = {}) =>
    call(method, path, body, { authorization: 'Bearer sk_test', ...headers })
  const frame: StartedSandbox['frame'] = (path, body) =>
    call('POST', path, body, { authorization: 'Bearer pk_test', origin })
  const token: StartedSandbox['token'] = async (number = cards.approve, changes = {}) => {
    const { body } = await frame('/v1/tokens', { number, expiry: '12/39', cvc: '123', ...changes })
    return (body as { id: string }).id
  }
  const ask: StartedSandbox['ask'] = (method, changes = {}) => {
    keys += 1
    const request = { amount, reference: 'order-1', method, ...changes }
    return api('POST', '/v1/payments', request, { 'idempotency-key': `key-${keys}` })
  }
  const start: StartedSandbox['start'] = async (...request) => (await ask(...request)).body as Payment
  const pay: StartedSandbox['pay'] = async (number, changes = {}) =>
    await start('card', { token: await token(number), ...changes })
  const step: StartedSandbox['step'] = async ({ id }, name, body) =>
    (await api('POST', `/v1/payments/${id}/${name}`, body)).body as Payment
  const read: StartedSandbox['read'] = async ({ id }) =>
    (await api('GET', `/v1/payments/${id}`)).body as Payment
  const decide: StartedSandbox['decide'] = async (actionId, decision) => {
    const { body } = await call('POST', `/v1/challenges/${actionId}`, { decision }, { origin })
    return (body as { result: string }).result
  }
  const close = () => sandbox.close()
  return { origin, logged, call, api, frame, token, pay, ask, start, step, read, decide, close }
}
