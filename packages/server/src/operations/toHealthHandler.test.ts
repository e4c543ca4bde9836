import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { closeServer, listen } from '../fakeOrchestrator.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { createReadiness } from './createReadiness.ts'
import { toHealthHandler } from './toHealthHandler.ts'

interface Trouble {
  store: () => Promise<undefined>
  bus: () => { status: 'up' | 'down' }
  draining: boolean
}

async function openHealth() {
  const clock = createManualClock()
  const trouble: Trouble = { store: async () => undefined, bus: () => ({ status: 'up' }), draining: false }
  let asked = 0
  const readiness = createReadiness({
    clock,
    store: {
      read() {
        asked += 1
        return trouble.store()
      },
    },
    bus: { health: () => trouble.bus() },
    streams: () => 3,
    isDraining: () => trouble.draining,
  })
  const handle = toHealthHandler({ readiness })
  const server = createServer((request, response) => {
    void handle(request, response).then((isOurs) => isOurs || response.writeHead(404).end())
  })
  const origin = await listen(server)
  onTestFinished(() => closeServer(server))
  const get = async (path = '/readyz', method = 'GET') => {
    const answer = await fetch(`${origin}${path}`, { method })
    const text = await answer.text()
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers,
    }
  }
  return { clock, trouble, get, readiness, asked: () => asked }
}

test('a service whose store and bus are up is ready', async () => {
  const { get } = await openHealth()
  const { status, body, headers } = await get()
  expect([status, body]).toEqual([
    200,
    { status: 'ready', store: 'up', bus: 'up', streams: 3, draining: false },
  ])
  expect(headers.get('cache-control')).toBe('no-store')
})

test('without its bus it is degraded and still sent shoppers; without its store it is unready; both mend by themselves (E1)', async () => {
  const { get, trouble, clock } = await openHealth()
  trouble.bus = () => ({ status: 'down' })
  expect(await get()).toMatchObject({ status: 200, body: { status: 'degraded', store: 'up', bus: 'down' } })
  trouble.store = () => Promise.reject(new Error('ECONNREFUSED'))
  await clock.advance(1_000)
  expect(await get()).toMatchObject({ status: 503, body: { status: 'unready', store: 'down', bus: 'down' } })
  expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  await clock.advance(3_600_000)
  trouble.store = async () => undefined
  trouble.bus = () => ({ status: 'up' })
  expect(await get()).toMatchObject({ status: 200, body: { status: 'ready' } })
})

test('a store that hangs is down after a second, and is asked once, however often one looks (E12)', async () => {
  const { readiness, trouble, clock, asked } = await openHealth()
  let answer: (value: undefined) => void = () => undefined
  trouble.store = () => new Promise((resolve) => (answer = resolve))
  for (let look = 0; look < 5; look += 1) {
    const told = readiness()
    await clock.advance(1_000)
    expect(await told).toMatchObject({ status: 'unready', store: 'down' })
  }
  expect(asked()).toBe(1)
  answer(undefined)
  expect(await readiness()).toMatchObject({ status: 'ready', store: 'up' })
})

test('a flood of looks asks the store once a second', async () => {
  const { get, asked, clock } = await openHealth()
  await Promise.all(Array.from({ length: 20 }, () => get()))
  expect(asked()).toBe(1)
  await clock.advance(1_000)
  await get()
  expect(asked()).toBe(2)
})

test('a service that drains is unready, and a bus that throws is down', async () => {
  const { get, trouble } = await openHealth()
  trouble.draining = true
  trouble.bus = () => {
    throw new Error('closed')
  }
  expect(await get()).toMatchObject({ status: 503, body: { status: 'unready', bus: 'down', draining: true } })
})

test('only the two paths are answered, to GET and HEAD', async () => {
  const { get } = await openHealth()
  expect((await get('/readyz/x')).status).toBe(404)
  expect((await get('/healthz?verbose')).status).toBe(200)
  expect(await get('/readyz', 'HEAD')).toMatchObject({ status: 200, body: undefined })
  const refused = await get('/healthz', 'POST')
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})
