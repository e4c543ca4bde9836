import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { closeServer, listen } from './fakeOrchestrator.fixture.ts'
import type { StreamSink } from './relay/StreamSink.ts'
import { toNodeHandler } from './toNodeHandler.ts'

afterEach(() => void vi.useRealTimers())

/** The address that a service is told of a connection. */
async function addressTold(bound: string | undefined, remoteAddress: string): Promise<string | undefined> {
  const told: unknown[] = []
  const handle = toNodeHandler({
    basePath: '/pay',
    async answer(_, caller) {
      told.push(caller?.address)
      return { kind: 'response', response: new Response() }
    },
  })
  const server = bound === undefined ? {} : { server: { address: () => ({ address: bound, port: 1 }) } }
  const request = { url: '/pay/methods', method: 'GET', rawHeaders: [], socket: { remoteAddress, ...server } }
  const response = { destroyed: true }
  await handle(request as unknown as IncomingMessage, response as unknown as ServerResponse)
  expect(told).toHaveLength(1)
  return told[0] as string | undefined
}

test.each([
  ['of the world, at a server that takes everybody', '0.0.0.0', '203.0.113.9', '203.0.113.9'],
  ['of the world, where no server is known', undefined, '203.0.113.9', '203.0.113.9'],
  ['of the machine', '::', '::ffff:127.0.0.1', undefined],
  ['of a private network', '::', '10.1.2.3', undefined],
  // Nobody of the world gets there: that no address is told shows that none was asked for.
  ['at a server that takes its own machine only', '127.0.0.1', '203.0.113.9', undefined],
  ['at one that does so by IPv6', '::1', '203.0.113.9', undefined],
])('a connection %s (F11)', async (_, bound, remote, told) => {
  expect(await addressTold(bound, remote)).toBe(told)
})

test('what is written to streams in one turn leaves at its end, whole and in order, before what ends them', async () => {
  const count = 50
  const sinks: StreamSink[] = []
  const handle = toNodeHandler({
    basePath: '/pay',
    answer: async () => ({
      ...{ kind: 'stream', headers: { 'content-type': 'text/event-stream' } },
      open(sink) {
        sink.write(Buffer.from('first €\n'))
        sinks.push(sink)
        return { close: () => undefined }
      },
    }),
  })
  const server = createServer((request, response) => void handle(request, response))
  const url = await listen(server)
  const readers = Array.from({ length: count }, async () => (await fetch(`${url}/pay/stream`)).text())
  await vi.waitFor(() => expect(sinks).toHaveLength(count))
  for (const sink of sinks) {
    expect(sink.waiting?.()).toBe(0)
    sink.write(Buffer.from('second ü\n'))
    expect(sink.waiting?.()).toBeGreaterThan(0)
    sink.write(Buffer.from('third\n'))
    sink.close()
    expect(sink.write(Buffer.from('too late'))).toBe(false)
  }
  expect(new Set(await Promise.all(readers))).toEqual(new Set(['first €\nsecond ü\nthird\n']))
  await closeServer(server)
})

test('a reader that takes the end of its stream drop by drop holds up nobody for more than five seconds (D10, E13)', async () => {
  vi.useFakeTimers()
  let sink: StreamSink | undefined
  const answer = {
    ...{ kind: 'stream' as const, headers: {} },
    open(given: StreamSink) {
      sink = given
      return { close: () => undefined }
    },
  }
  const request = { url: '/pay/payments/p/events', method: 'GET', rawHeaders: [], httpVersionMajor: 1 }
  const destroy = vi.fn()
  // A little is always taken, so that the connection never counts as idle.
  const response = Object.assign(new EventEmitter(), {
    ...{ destroyed: false, writableEnded: false, writableLength: 1000, destroy },
    ...{ removeHeader: vi.fn(), writeHead: vi.fn(), write: vi.fn(), end: vi.fn(), setTimeout: vi.fn() },
  })
  const handle = toNodeHandler(
    { basePath: '/pay', answer: async () => answer },
    { addressOf: () => undefined },
  )
  await handle(request as unknown as IncomingMessage, response as unknown as ServerResponse)
  sink?.close()
  expect(destroy).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(destroy).toHaveBeenCalledOnce()
})
