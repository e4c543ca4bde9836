import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { findAway } from './findAway.ts'

let server: Server | undefined

afterEach(() => {
  server?.close()
})

/** Serves one `/readyz` after the other, the last for ever. */
async function serve(...answers: object[]): Promise<string> {
  let asked = 0
  server = createServer((_, response) => {
    response.end(JSON.stringify(answers[Math.min(asked++, answers.length - 1)]))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const { signal } = new AbortController()

test('a database and a broker that nobody serves are named', async () => {
  expect(await findAway(await serve({ store: 'down', bus: 'down' }), signal, 0)).toBe(
    'the database and the broker',
  )
})

test('a link that comes up a moment after the page is not away', async () => {
  const origin = await serve({ store: 'up', bus: 'down' }, { store: 'up', bus: 'up' })
  expect(await findAway(origin, signal)).toBeUndefined()
})

test('a start that is given up waits for nobody', async () => {
  const origin = await serve({ store: 'up', bus: 'down' })
  await expect(findAway(origin, AbortSignal.abort())).rejects.toThrow('abort')
})
