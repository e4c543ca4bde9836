import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeServer, listen } from '../fakeOrchestrator.fixture.ts'
import { createOrchestratorClient } from './createOrchestratorClient.ts'
import type { OrchestratorClient } from './OrchestratorClient.ts'
import { OrchestratorError } from './OrchestratorError.ts'
import type { OrchestratorEvent } from './OrchestratorEvent.ts'

let server: Server
let handle: RequestListener
let paths: string[]
let events: OrchestratorEvent[]
let client: OrchestratorClient
const payload = { id: 'cart-1', total: 20, currency: 'EUR', country: 'NL' }
const json =
  (body: unknown): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

beforeEach(async () => {
  paths = []
  events = []
  server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`)
    handle(request, response)
  })
  client = createClient(await listen(server))
})
afterEach(() => closeServer(server))

function createClient(url: string, more: object = {}): OrchestratorClient {
  return createOrchestratorClient({
    url,
    serviceUser: 'project:eu',
    serviceToken: '123456',
    timeout: 1000,
    observe: (event) => events.push(event),
    ...more,
  })
}

const failureOf = async (promise: Promise<unknown>): Promise<OrchestratorError> => {
  const error = await promise.then(
    () => new Error('resolved'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof OrchestratorError)) throw error
  return error
}

test('sends the service’s bearer, and takes what the contract names and nothing else', async () => {
  let authorization: string | undefined
  handle = (request, response) => {
    authorization = request.headers.authorization
    json([{ provider: 'a', method: 'b', secretKey: 'x' }])(request, response)
  }
  expect(await client.loadMethods(payload)).toEqual({
    methods: [{ provider: 'a', method: 'b' }],
    stored: [],
    unavailable: [],
  })
  expect(authorization).toBe('Bearer project:eu:123456')
  expect(events).toEqual([expect.objectContaining({ call: 'loadMethods', outcome: 'ok', status: 200 })])
})

test('never follows a redirect, so that another host never gets the credentials (A12)', async () => {
  const asked: string[] = []
  const other = createServer((request, response) => {
    asked.push(String(request.headers.authorization))
    json([])(request, response)
  })
  const location = await listen(other)
  for (const status of [301, 302, 307, 308]) {
    handle = (_, response) => response.writeHead(status, { location }).end()
    expect((await failureOf(client.loadMethods(payload))).failure).toBe('unknown')
  }
  expect(asked).toEqual([])
  await closeServer(other)
})

test('says nothing to a host that does not prove who it is (A12)', async () => {
  let heard = ''
  const impostor = createTcpServer((socket) => {
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1')
      socket.end('HTTP/1.1 200 OK\r\n\r\n')
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve))
  const { port } = impostor.address() as AddressInfo
  await failureOf(createClient(`https://127.0.0.1:${port}`).loadMethods(payload))
  expect(heard).not.toBe('')
  expect(heard).not.toMatch(/Bearer|123456/)
  await new Promise((resolve) => impostor.close(resolve))
})

test('gives up a body that drips, after the time for the whole (A8)', async () => {
  handle = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  }
  const error = await failureOf(client.loadMethods(payload))
  expect([error.failure, error.status]).toEqual(['unknown', 504])
})

test('stops reading at the cap (A10)', async () => {
  let written = 0
  handle = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const more = (): void => {
      while (!response.destroyed && written < 300_000_000 && response.write(' '.repeat(100_000)))
        written += 100_000
    }
    response.on('drain', more)
    more()
  }
  const error = await failureOf(client.loadMethods(payload))
  expect(error.message).toContain('1000000 bytes')
  expect(written).toBeLessThan(50_000_000)
})

test('tries a connection that was idle too long once more (A11)', async () => {
  let serial = 0
  handle = (request, response) => {
    serial += 1
    if (serial === 2) request.socket.destroy()
    else json([])(request, response)
  }
  await client.loadMethods(payload)
  await client.loadMethods(payload)
  expect(serial).toBe(3)
})

test('sends nothing twice that was answered (A7)', async () => {
  for (const status of [400, 409, 429, 500, 502, 503]) {
    paths = []
    handle = (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    const error = await failureOf(client.loadMethods(payload))
    expect([paths.length, error.answered]).toEqual([1, status])
  }
})

test('knows a connection that was never made from one whose answer was lost (A12)', async () => {
  await closeServer(server)
  const refused = await failureOf(client.loadMethods(payload))
  expect([refused.failure, refused.status]).toEqual(['not-sent', 503])
  const nowhere = await failureOf(createClient('http://orchestrator.invalid').loadMethods(payload))
  expect(nowhere.failure).toBe('not-sent')
  expect(nowhere.message).toContain('PAYMENTS_ORCHESTRATOR_URL')
  await listen(server)
})

test('errors carry the orchestrator’s code and neither bodies nor credentials', async () => {
  handle = (_, response) =>
    response
      .writeHead(409, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { code: 'amount-changed', message: 'secret' } }))
  const error = await failureOf(client.loadMethods(payload))
  expect([error.code, error.failure]).toEqual(['amount-changed', 'refused'])
  expect(`${error.stack}${JSON.stringify(events)}`).not.toMatch(/secret|123456/)
})

test('no id climbs out of its path or adds a header (F9)', async () => {
  handle = json({ provider: 'a', method: 'b' })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.constantFrom('../x', '%2e%2e', 'a?b', 'a#b', 'a\r\nb', '..', '.', '')),
      async (id) => {
        paths = []
        await client.loadMethod({ provider: id, method: 'b' }, payload).catch((error: unknown) => {
          expect(error).toBeInstanceOf(TypeError)
        })
        for (const path of paths) expect(path.split('/')).toHaveLength(4)
      },
    ),
    { numRuns: 100 },
  )
})

test('answers of any shape are a value or one typed error (A9, A10)', async () => {
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('', 'null', '[]', '{}', '﻿{}', `${'['.repeat(10_000)}`),
  )
  const type = fc.constantFrom('application/json', 'application/problem+json', 'text/html', 'json', '')
  await fc.assert(
    fc.asyncProperty(body, type, fc.constantFrom(200, 204, 404, 500), async (text, contentType, status) => {
      handle = (_, response) => {
        response.writeHead(status, contentType === '' ? {} : { 'content-type': contentType })
        response.end(status === 204 ? undefined : text)
      }
      for (const call of [() => client.loadMethods(payload), () => client.readPayment('cart-1')]) {
        await call().catch((error: unknown) => expect(error).toBeInstanceOf(OrchestratorError))
      }
    }),
    { numRuns: 100 },
  )
})

test.each([
  [{}],
  [[]],
  [{ error: { code: 'x' } }],
  [{ id: 7 }],
  [{ id: 'pay_1', outcome: 'failed' }],
  [{ id: 'pay_1', step: 1, outcome: { outcome: 'redirect' } }],
  [{ id: 'pay_1', outcome: { outcome: 'failed', error: { code: 'declined' } } }],
  [{ id: 'pay_1', step: 1, outcome: { outcome: 'failed' } }],
])('%j is never taken for a complete payment', async (body) => {
  handle = json(body)
  const error = await failureOf(client.updatePayment('cart-1', { attemptId: 'a', step: 1, data: {} }))
  expect(error.failure).toBe('unknown')
})

test('what an orchestrator can do is asked once, and again after it was down', async () => {
  handle = (_, response) => response.writeHead(500).end()
  expect((await failureOf(client.supports('read-back'))).failure).toBe('unknown')
  handle = json({ features: ['read-back'] })
  expect(await client.supports('read-back')).toBe(true)
  expect(await client.supports('cancel')).toBe(false)
  expect(paths).toHaveLength(2)
})

test.each([
  [{ url: '' }, 'PAYMENTS_ORCHESTRATOR_URL'],
  [{ url: 'ftp://x' }, 'url'],
  [{ serviceUser: '' }, 'PAYMENTS_SERVICE_USER'],
  [{ serviceToken: 'a\r\nb' }, 'PAYMENTS_SERVICE_TOKEN'],
])('options %j are refused with the cure', (more, cure) => {
  const options = { url: 'http://x', serviceUser: 'u', serviceToken: 't', ...more }
  expect(() => createOrchestratorClient(options)).toThrow(cure)
})

const status =
  (code: number, body?: unknown): RequestListener =>
  (_, response) => {
    response.writeHead(code, { 'content-type': 'application/json' }).end(body && JSON.stringify(body))
  }

test('a stored method is deleted, or it was none of the customer’s', async () => {
  handle = status(204)
  expect(await client.deleteStoredMethod('cust/1', 'sm_1')).toBe(true)
  handle = status(404, { error: { code: 'not-found' } })
  expect(await client.deleteStoredMethod('cust/1', 'sm_1')).toBe(false)
  expect(paths).toEqual(Array(2).fill('DELETE /stored-payment-methods/cust%2F1/sm_1'))
  // A gateway's own word says nothing of it.
  handle = status(404, {})
  expect((await failureOf(client.deleteStoredMethod('cust', 'sm_1'))).failure).toBe('refused')
})

test('a deletion whose first answer was lost, and that then finds nothing, has happened', async () => {
  let count = 0
  handle = (request, response) => {
    count += 1
    if (count === 1) response.destroy()
    else status(404, { error: { code: 'not-found' } })(request, response)
  }
  expect(await client.deleteStoredMethod('cust', 'sm_1')).toBe(true)
})

test('an answer without a body is no answer where one is due', async () => {
  handle = status(204)
  expect(await failureOf(client.loadStoredMethods('cust'))).toMatchObject({ failure: 'unknown', status: 502 })
})

test('what is stored is taken by its schema, and a set-up asks the customer’s own path', async () => {
  handle = json([
    { id: 'sm_1', provider: 'a', method: 'b', title: 'T', needsCvc: false, reference: 'secret' },
  ])
  expect(await client.loadStoredMethods('..x')).toEqual([
    { id: 'sm_1', provider: 'a', method: 'b', title: 'T', needsCvc: false },
  ])
  handle = json({ provider: 'a', method: 'b' })
  await client.loadSetup('cust', { provider: 'a', method: 'b' }, payload)
  expect(paths.at(-1)).toBe('POST /stored-payment-methods/cust/a/b/setup')
  await expect(client.loadStoredMethods('..')).rejects.toThrow(TypeError)
})

test('a wrong gift card is refused with its field', async () => {
  handle = status(422, { error: { code: 'invalid_data', field: 'pin' } })
  const request = { id: 'cart-1', currency: 'EUR', number: '6000', pin: '1' }
  const refusal = await failureOf(client.loadBalance({ provider: 'a', method: 'b' }, request))
  expect(refusal).toMatchObject({ failure: 'refused', code: 'invalid_data', field: 'pin', answered: 422 })
  expect(JSON.stringify(events)).not.toContain('6000')
})
