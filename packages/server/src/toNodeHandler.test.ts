import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StreamSink } from './relay/StreamSink.ts'
import { toNodeHandler } from './toNodeHandler.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a reader that takes the end of its stream drop by drop holds up nobody for more than five seconds (D10, E13)', async () => {
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
