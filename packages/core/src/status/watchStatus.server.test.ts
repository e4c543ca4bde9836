import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { createPaymentClient } from '../client/createPaymentClient.ts'
import { stateOf } from '../client/wire.fixture.ts'
import { createStatusStore } from './createStatusStore.ts'
import { eventOf } from './eventStream.fixture.ts'
import { createManualClock } from './manualClock.fixture.ts'
import { createFakePage } from './page.fixture.ts'
import { watchStatus } from './watchStatus.ts'

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

/** A real server of one payment: its state by reading, and by streams that it counts. */
async function openServer() {
  let seq = 1
  let most = 0
  let reads = 0
  const streams = new Set<ServerResponse>()
  const now = () => stateOf({ paymentId: 'cart-1', revision: { epoch: 1, seq } })
  const port = await listen(({ url = '' }, response) => {
    if (!url.endsWith('/events')) {
      reads += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(now()))
      return
    }
    streams.add(response)
    most = Math.max(most, streams.size)
    response.on('close', () => streams.delete(response))
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(eventOf(now()))
  })
  return {
    port,
    streams,
    most: () => most,
    reads: () => reads,
    change() {
      seq += 1
      for (const response of streams) response.write(eventOf(now()))
    },
  }
}

/** Passes everything on, and its answers through gzip, which holds a small answer back until it ends. */
function openHoldingProxy(port: number): Promise<number> {
  return listen((incoming, outgoing) => {
    const onward = request(
      { host: '127.0.0.1', port, path: incoming.url, method: incoming.method },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-encoding': 'gzip' })
        outgoing.flushHeaders()
        answer.pipe(createGzip()).pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    onward.end()
  })
}

function watch(port: number) {
  const baseUrl = `http://127.0.0.1:${port}/api`
  const clock = createManualClock()
  const page = createFakePage()
  const store = createStatusStore()
  const { document, window } = page
  const options = { paymentId: 'cart-1', baseUrl, client: createPaymentClient({ baseUrl }), store, clock }
  onTestFinished(watchStatus({ ...options, document, window, random: () => 0.5 }))
  const shown = () => {
    const view = store.get('cart-1')
    return view.status === 'ready' ? [view.connection, view.state.revision.seq] : [view.status]
  }
  return { clock, page, shown }
}

test('behind a proxy that holds every event back, the page reads instead after 5 seconds (D1)', async () => {
  const { port, change } = await openServer()
  const { clock, shown } = watch(await openHoldingProxy(port))
  await expect.poll(shown).toEqual(['connecting', 1])
  change()
  await clock.advance(4999)
  expect(shown()).toEqual(['connecting', 1])
  await clock.advance(1)
  await expect.poll(shown).toEqual(['polling', 2])
  change()
  await clock.advance(2000)
  await expect.poll(shown).toEqual(['polling', 3])
})

test('a page that is hidden, restored, asleep and on another network holds one stream at the server, never two', async () => {
  const { port, streams, most, reads, change } = await openServer()
  const { clock, page, shown } = watch(port)
  await expect.poll(shown).toEqual(['live', 1])
  const { now } = clock
  let slept = 0
  clock.now = () => now() + slept
  const lives = [
    () => page.window.dispatchEvent(new Event('online')),
    () => {
      page.leave()
      page.comeBack()
    },
    () => {
      page.hide()
      slept += 3_600_000
      page.show()
    },
    () => {
      page.hide()
      page.show()
    },
  ]
  for (const [index, live] of lives.entries()) {
    live()
    change()
    await clock.advance(50)
    await expect.poll(shown).toEqual(['live', index + 2])
    // What was let go has ended at the server, too.
    await expect.poll(() => streams.size).toBe(1)
  }
  expect(reads()).toBe(1 + lives.length)
  // The server hears of an end a moment after the browser let go.
  expect(most()).toBeLessThanOrEqual(2)
  page.leave()
  await expect.poll(() => streams.size).toBe(0)
})
