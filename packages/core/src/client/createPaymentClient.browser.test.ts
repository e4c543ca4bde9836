import { expect, test } from 'vitest'
import { createPaymentClient } from './createPaymentClient.ts'
import { listOf } from './wire.fixture.ts'

const head = { headers: { 'content-type': 'application/json' } }
const clientFor = (answer: () => Response, isOnline = () => true) =>
  createPaymentClient({ baseUrl: '/api/payments', fetch: async () => answer(), isOnline })

test('in a browser a path is enough of a base URL', async () => {
  const urls: string[] = []
  const fetch = async (request: RequestInfo | URL) => {
    urls.push((request as Request).url)
    return Response.json(listOf())
  }
  expect(await createPaymentClient({ baseUrl: '/api/payments', fetch }).loadMethodList()).toEqual(listOf())
  expect(urls).toEqual([`${location.origin}/api/payments/methods`])
})

test('in a browser an oversized answer is told by its reason', async () => {
  const client = clientFor(() => new Response(' '.repeat(2_000_000), head))
  await expect(client.loadMethodList()).rejects.toMatchObject({
    code: 'bad-response',
    origin: 'network',
    message: expect.stringContaining('longer than 1000000 bytes'),
  })
})

test('in a browser a body that breaks off is a bad response', async () => {
  const broken = new ReadableStream({
    pull: (controller) => controller.error(new TypeError('network error')),
  })
  const client = clientFor(() => new Response(broken, head))
  await expect(client.loadMethodList()).rejects.toMatchObject({ code: 'bad-response', origin: 'network' })
})

test('in a browser an answer without a body is one, though Chromium gives it a stream', async () => {
  const answer = new Response(null, { status: 204 })
  Object.defineProperty(answer, 'body', { value: new ReadableStream() })
  await expect(clientFor(() => answer).deleteStoredMethod({ id: 'sm_1' })).resolves.toBeUndefined()
})

test('in a browser a port that nobody listens to is a network error', async () => {
  const client = createPaymentClient({ baseUrl: 'http://127.0.0.1:1/api', random: () => 0 })
  await expect(client.loadMethodList()).rejects.toMatchObject({ code: 'network', origin: 'network' })
})
