import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call that the fake received. */
export interface ReceivedCall {
  /** E.g. `POST /payment`. */
  call: string
  key: string | undefined
  authorization: string | undefined
  body: Record<string, unknown>
}

/** Answers one call: a JSON body, or whatever it does with the response itself. */
export type Script = (
  call: ReceivedCall,
  response: ServerResponse,
  request: IncomingMessage,
) => unknown | Promise<unknown>

/** An orchestrator over real HTTP whose answers a test scripts by call. */
export interface FakeOrchestrator {
  url: string
  calls: ReceivedCall[]
  /** Calls of one name, e.g. `POST /payment`. */
  to(call: string): ReceivedCall[]
  /** Sets the answer to a call; `{id}`-like parts match anything. */
  script(call: string, script: Script): void
  close(): Promise<void>
}

/** Answers with a status and JSON. */
export const answer =
  (status: number, body: unknown): Script =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    return sent
  }

/** A script that has written the response itself returns this. */
export const sent = Symbol('sent')

export const card = {
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  needs: 'component',
  isStorable: false,
  isOffline: false,
}
export const cash = {
  provider: 'plain',
  method: 'cash',
  title: 'Cash',
  needs: 'nothing',
  isOffline: true,
  surcharge: { amount: 1.5, fixed: 1.5 },
}

export async function openFakeOrchestrator(): Promise<FakeOrchestrator> {
  const calls: ReceivedCall[] = []
  const scripts = new Map<string, Script>()
  const defaults: [string, Script][] = [
    ['GET /capabilities', () => ({ features: ['read-back', 'cancel'] })],
    ['POST /payment-methods', () => ({ methods: [card, cash], stored: [], unavailable: [] })],
    ['POST /payment-methods/sandbox/card', () => ({ ...card, config: { publishableKey: 'pk' } })],
    ['POST /payment-methods/plain/cash', () => cash],
    ['POST /payment', () => ({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })],
    ['POST /payment/*/cancel', () => ({ id: 'pay_1', step: 1, outcome: { outcome: 'canceled' } })],
    ['GET /payment/*', answer(404, { error: { code: 'not-found', message: 'unknown' } })],
  ]
  for (const [name, script] of defaults) scripts.set(name, script)
  const server = createServer((request, response) => void respond(request, response))
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request)
    calls.push(call)
    const script = scripts.get(call.call) ?? scripts.get(generic(call.call))
    if (!script)
      return void answer(404, { error: { code: 'not-found', message: 'no script' } })(call, response, request)
    const body = await script(call, response, request)
    if (body === sent) return
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const url = await listen(server)
  return {
    url,
    calls,
    to: (name) => calls.filter((call) => generic(call.call) === name || call.call === name),
    script: (name, script) => scripts.set(name, script),
    close: () => closeServer(server),
  }
}

/** `GET /payment/cart-1` → `GET /payment/*`. */
function generic(call: string): string {
  return call.replace(/ \/payment\/[^/]+/, ' /payment/*')
}

async function readCall(request: IncomingMessage): Promise<ReceivedCall> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return {
    call: `${request.method} ${request.url}`,
    key: request.headers['idempotency-key'] as string | undefined,
    authorization: request.headers.authorization,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

/** Listens on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
