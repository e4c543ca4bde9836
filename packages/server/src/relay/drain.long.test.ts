import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createWebhookSigner } from '@payloom/bus'
import { expect, onTestFinished, test } from 'vitest'
import { attemptId, eur } from '../testShop.fixture.ts'
import { openReader } from './eventReader.fixture.ts'

const secret = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`
const signer = createWebhookSigner({ secrets: [secret] })
const streams = 1_000
const messages = 100

async function startShop(file: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=@payloom/source', '--disable-warning=ExperimentalWarning'],
      path.join(import.meta.dirname, 'drainServer.fixture.ts'),
    ],
    {
      env: { ...process.env, DRAIN_STORE: file, DRAIN_SECRET: secret, DRAIN_PAYMENTS: String(messages) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  return { child, url: `http://127.0.0.1:${String(line).trim()}/api/payments` }
}

/** @returns the status, or `undefined` for a message whose connection ended without one. */
function send(url: string, index: number, messageId: string): Promise<number | undefined> {
  const body = JSON.stringify({
    ...{ orderId: `cart-${index}`, status: 'paid', kind: 'captured', factId: `fact-${messageId}` },
    ...{ attemptId: attemptId(index), amount: eur(2000) },
  })
  const headers = { 'content-type': 'application/json', ...signer.sign(messageId, body) }
  return fetch(`${url}/bus`, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => undefined,
  )
}

test('SIGTERM with 1,000 streams and 100 messages under way: over within ten seconds, and nothing acknowledged that is not stored (E13)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'store.sqlite')
  const { child, url } = await startShop(file)
  const readers = await Promise.all(
    Array.from({ length: streams }, (_, index) =>
      openReader(`${url}/payments/cart-${index % messages}/events`, { cookie: `session=s${index}` }),
    ),
  )
  expect(readers.every(({ status }) => status === 200)).toBe(true)
  const answers = new Map<string, number | undefined>()
  const sendAll = (round: string): Promise<void>[] =>
    Array.from({ length: messages }, async (_, index) => {
      const id = `${round}-${index}`
      answers.set(id, await send(url, index, id))
    })
  const sent = sendAll('before')
  await expect.poll(() => storedIn(file).length, { timeout: 20_000 }).toBe(messages)

  const start = performance.now()
  child.kill('SIGTERM')
  // These meet a process that is about to end.
  sent.push(...sendAll('after'))
  const [code] = (await once(child, 'exit')) as [number]
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(code).toBe(0)
  await Promise.all(sent)
  await expect.poll(() => readers.some((reader) => reader.isOpen())).toBe(false)
  const waits = readers.map((reader) => Number(/retry: (\d+)\n\n$/.exec(reader.text())?.[1]))
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(4_000)

  const acknowledged = [...answers].filter(([, status]) => status === 204).map(([id]) => id)
  const stored = new Set(storedIn(file))
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  // Both ways to end were seen: handlers that were done in time, and others that were not.
  expect(acknowledged.length).toBeGreaterThan(0)
  expect([...answers.values()].filter((status) => status !== 204).length).toBeGreaterThan(messages / 4)
  expect(handledIn(file).toSorted()).toEqual(acknowledged.toSorted())
}, 120_000)

function storedIn(file: string): string[] {
  return idsOf(file, 'SELECT event_id AS id FROM events')
}

function handledIn(file: string): string[] {
  return idsOf(file, 'SELECT event_id AS id FROM events WHERE handled_at IS NOT NULL')
}

function idsOf(file: string, query: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database
      .prepare(query)
      .all()
      .map(({ id }) => String(id))
  } finally {
    database.close()
  }
}
