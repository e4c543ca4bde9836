import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BusLogEntry } from './BusLog.ts'
import type { BusMessage } from './BusMessage.ts'
import { paid } from './busContract.fixture.ts'
import { createWebhookBus, type WebhookBusOptions } from './createWebhookBus.ts'
import type { Database } from './database/Database.ts'
import { openDatabase } from './database/openDatabase.ts'
import { type HttpReceiver, openHttpReceiver, type ReceivedPost } from './httpReceiver.fixture.ts'
import { createManualClock } from './manualClock.fixture.ts'
import { createWebhookSigner } from './webhook/createWebhookSigner.ts'

const secret = (seed: number): string => `whsec_${Buffer.alloc(24, seed).toString('base64')}`
const secrets = [secret(1)]
const minute = 60_000
const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const openReceiver = async (
  answer: (post: ReceivedPost) => Promise<number> | number,
): Promise<HttpReceiver> => {
  const receiver = await openHttpReceiver(answer)
  cleanups.push(() => receiver.close())
  return receiver
}
const openBus = (options: Partial<WebhookBusOptions> = {}) => {
  const bus = createWebhookBus({ secrets, random: () => 0, ...options })
  cleanups.push(() => bus.close())
  return bus
}
const openMemory = (): Database => {
  const database = openDatabase({ location: ':memory:' })
  cleanups.push(() => database.close())
  return database
}
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5000, interval: 5 })
const body = JSON.stringify(paid('m-1').body)

describe('sending', () => {
  test('each retry is signed anew with the time of sending and the old id', async () => {
    const posts: ReceivedPost[] = []
    const { url } = await openReceiver((post) => (posts.push(post) < 3 ? 503 : 204))
    const clock = createManualClock()
    const entries: BusLogEntry[] = []
    const bus = openBus({ clock, outbox: { url, database: ':memory:' }, log: (entry) => entries.push(entry) })
    await bus.publish(paid('m-1'))
    for (const tries of [1, 2]) {
      await eventually(() => expect(entries.at(-1)).toMatchObject({ event: 'bus-refused', tries }))
      // Longer than any signature may be old.
      clock.advance(6 * minute)
    }
    await eventually(() => expect(entries.at(-1)).toMatchObject({ event: 'bus-delivered', tries: 3 }))
    const headers = posts.map((post) => post.headers)
    expect(headers.map((header) => header['webhook-id'])).toEqual(['m-1', 'm-1', 'm-1'])
    expect(new Set(headers.map((header) => header['webhook-timestamp'])).size).toBe(3)
    expect(new Set(headers.map((header) => header['webhook-signature'])).size).toBe(3)
  })

  test('the pause between two tries doubles up to a minute', async () => {
    const { url } = await openReceiver(() => 500)
    const clock = createManualClock()
    const pauses: number[] = []
    const outbox = { url, database: ':memory:' }
    const log = (entry: BusLogEntry) => entry.event === 'bus-refused' && pauses.push(entry.retryIn)
    const bus = openBus({ clock, outbox, random: () => 1, log: (entry) => void log(entry) })
    await bus.publish(paid('m-1'))
    for (let tries = 1; tries <= 9; tries++) {
      await eventually(() => expect(pauses).toHaveLength(tries))
      clock.advance(minute)
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  })

  test('after 72 hours of refusals a message goes to quarantine with its reason', async () => {
    const { url } = await openReceiver(() => 500)
    const clock = createManualClock()
    const entries: BusLogEntry[] = []
    const database = openMemory()
    const bus = openBus({ clock, outbox: { url, database }, log: (entry) => entries.push(entry) })
    await bus.publish(paid('m-1'))
    await eventually(() => expect(entries.at(-1)?.event).toBe('bus-refused'))
    clock.advance(72 * 60 * minute)
    await eventually(() => expect(entries.at(-1)?.event).toBe('bus-quarantined'))
    const row = await database.get('SELECT reason, tries, quarantined_at FROM bus_outbox')
    expect(row).toMatchObject({ reason: 'status 500', tries: 2, quarantined_at: clock.now() })
    clock.advance(minute)
    expect(entries.at(-1)?.event).toBe('bus-quarantined')
  })

  test('a message outlives its process', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'payloom-bus-'))
    cleanups.push(() => rmSync(folder, { recursive: true }))
    const ids: unknown[] = []
    let status = 503
    const { url } = await openReceiver((post) => {
      ids.push(post.headers['webhook-id'])
      return status
    })
    const outbox = { url, database: path.join(folder, 'bus.db') }
    const before = openBus({ outbox })
    await before.publish(paid('m-1'))
    await eventually(() => expect(ids).toEqual(['m-1']))
    await before.close()
    status = 204
    openBus({ outbox })
    await eventually(() => expect(ids).toEqual(['m-1', 'm-1']))
  })

  test('close breaks off what hangs, and the message stays in the outbox', async () => {
    let arrived = false
    const { url } = await openReceiver(() => {
      arrived = true
      return new Promise<number>(() => undefined)
    })
    const database = openMemory()
    const bus = openBus({ outbox: { url, database } })
    await bus.publish(paid('m-1'))
    await eventually(() => expect(arrived).toBe(true))
    await bus.close()
    expect(await database.get('SELECT tries, delivered_at, due_at FROM bus_outbox')).toMatchObject({
      tries: 0,
      delivered_at: null,
    })
  })

  test('close lets a delivery end that is about to, so that it does not arrive twice', async () => {
    const open: ((status: number) => void)[] = []
    const { url } = await openReceiver(() => new Promise<number>((resolve) => open.push(resolve)))
    const entries: BusLogEntry[] = []
    const bus = openBus({ outbox: { url, database: ':memory:' }, log: (entry) => entries.push(entry) })
    await bus.publish(paid('m-1'))
    await eventually(() => expect(open).toHaveLength(1))
    const closed = bus.close()
    open[0]?.(204)
    await closed
    expect(entries).toMatchObject([{ event: 'bus-delivered' }])
  })

  test('a receiver that does not answer in 35 seconds is tried again', async () => {
    let posts = 0
    const { url } = await openReceiver(() => (++posts === 1 ? new Promise<number>(() => undefined) : 204))
    const clock = createManualClock()
    const entries: BusLogEntry[] = []
    const bus = openBus({ clock, outbox: { url, database: ':memory:' }, log: (entry) => entries.push(entry) })
    await bus.publish(paid('m-1'))
    await eventually(() => expect(posts).toBe(1))
    clock.advance(35_000)
    await eventually(() => expect(entries.at(-1)).toMatchObject({ event: 'bus-refused', reason: 'timeout' }))
    clock.advance(minute)
    await eventually(() => expect(entries.at(-1)).toMatchObject({ event: 'bus-delivered', tries: 2 }))
  })

  test('a message that is part of a transaction leaves with it, or not at all', async () => {
    const ids: unknown[] = []
    const { url } = await openReceiver((post) => {
      ids.push(post.headers['webhook-id'])
      return 204
    })
    const database = openMemory()
    const bus = openBus({ outbox: { url, database } })
    const undone = database.transaction(function* (sql) {
      yield* bus.enqueue(paid('undone'), sql)
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
    await database.transaction((sql) => bus.enqueue(paid('done'), sql))
    bus.wake()
    await eventually(() => expect(ids).toEqual(['done']))
    expect(await database.all('SELECT message_id FROM bus_outbox')).toEqual([{ message_id: 'done' }])
  })

  test('publishing an id again sends nothing new', async () => {
    const ids: unknown[] = []
    const { url } = await openReceiver((post) => {
      ids.push(post.headers['webhook-id'])
      return 204
    })
    const bus = openBus({ outbox: { url, database: ':memory:' } })
    await bus.publish(paid('m-1'))
    await eventually(() => expect(ids).toEqual(['m-1']))
    await bus.publish(paid('m-1'))
    await bus.publish(paid('m-2'))
    await eventually(() => expect(ids).toEqual(['m-1', 'm-2']))
  })

  test('delivered ids are forgotten after a week, and only those', async () => {
    const statuses = [204, 503, 204]
    const { url } = await openReceiver(() => statuses.shift() ?? 204)
    const clock = createManualClock()
    const database = openMemory()
    const entries: BusLogEntry[] = []
    const bus = openBus({ clock, outbox: { url, database }, log: (entry) => entries.push(entry) })
    const ids = () => database.all('SELECT message_id FROM bus_outbox ORDER BY 1')
    await bus.publish(paid('delivered'))
    await eventually(() => expect(entries).toHaveLength(1))
    clock.advance(4 * 24 * 60 * minute)
    await bus.publish(paid('waiting'))
    await eventually(() => expect(entries).toHaveLength(2))
    expect(await ids()).toHaveLength(2)
    clock.advance(1)
    await bus.publish(paid('next'))
    await eventually(() => expect(entries).toHaveLength(3))
    expect(await ids()).toHaveLength(3)
    clock.advance(4 * 24 * 60 * minute)
    await eventually(() => expect(entries).toHaveLength(4))
    expect(await ids()).toEqual([{ message_id: 'next' }, { message_id: 'waiting' }])
  })

  test('no more messages are under way at once than allowed', async () => {
    const open: (() => void)[] = []
    const { url } = await openReceiver(() => new Promise<number>((resolve) => open.push(() => resolve(204))))
    const entries: BusLogEntry[] = []
    const log = (entry: BusLogEntry): void => void entries.push(entry)
    const bus = openBus({ concurrency: 2, outbox: { url, database: ':memory:' }, log })
    for (const id of ['1', '2', '3']) await bus.publish(paid(id))
    await eventually(() => expect(open).toHaveLength(2))
    open[0]?.()
    await eventually(() => expect(open).toHaveLength(3))
    for (const answer of open) answer()
    await eventually(() => expect(entries).toHaveLength(3))
  })

  test('a redirect is a refusal: the signed message is not carried elsewhere', async () => {
    const entries: BusLogEntry[] = []
    const { url } = await openReceiver(() => 307)
    const bus = openBus({ outbox: { url, database: ':memory:' }, log: (entry) => entries.push(entry) })
    await bus.publish(paid('m-1'))
    await eventually(() =>
      expect(entries.at(0)).toMatchObject({ event: 'bus-refused', reason: 'status 307' }),
    )
  })

  test('an outbox that breaks is logged and tried again, and nothing is thrown at the process', async () => {
    const { url } = await openReceiver(() => 204)
    const clock = createManualClock()
    const database = openMemory()
    const entries: BusLogEntry[] = []
    const bus = openBus({ clock, outbox: { url, database }, log: (entry) => entries.push(entry) })
    await bus.publish(paid('m-1'))
    await database.run('ALTER TABLE bus_outbox RENAME TO elsewhere')
    await eventually(() => expect(entries.at(-1)?.event).toBe('bus-outbox-broken'))
    await database.run('ALTER TABLE elsewhere RENAME TO bus_outbox')
    clock.advance(1000)
    await eventually(() => expect(entries.at(-1)?.event).toBe('bus-delivered'))
  })

  test('a side without an outbox says how to get one', async () => {
    await expect(openBus().publish(paid('m-1'))).rejects.toThrow('createWebhookBus needs the option "outbox"')
  })
})

describe('receiving', () => {
  const signed = (by: string[] = secrets, clock = createManualClock(Date.now())) =>
    createWebhookSigner({ secrets: by, clock }).sign('m-1', body)
  const listen = (options: Partial<WebhookBusOptions> = {}) => {
    const messages: BusMessage[] = []
    const bus = openBus(options)
    bus.subscribe(async (message) => void messages.push(message))
    return { bus, messages }
  }

  test('a fetch Request is understood like headers and body', async () => {
    const { bus, messages } = listen()
    const request = new Request('http://shop.example/bus', { method: 'POST', headers: signed(), body })
    expect(await bus.receive(request)).toEqual({ status: 204 })
    expect(await bus.receive({ headers: signed(), body: Buffer.from(body) })).toEqual({ status: 204 })
    expect(messages).toEqual([paid('m-1'), paid('m-1')])
  })

  test('any of several secrets verifies, and the first signs', async () => {
    const { bus, messages } = listen({ secrets: [secret(2), secret(1)] })
    expect(await bus.receive({ headers: signed([secret(1)]), body })).toEqual({ status: 204 })
    expect(await bus.receive({ headers: signed([secret(2), secret(3)]), body })).toEqual({ status: 204 })
    expect(await bus.receive({ headers: signed([secret(3)]), body })).toEqual({ status: 400 })
    expect(messages).toHaveLength(2)
  })

  test.each([
    ['another body', { body: body.replace('1999', '1') }],
    ['another id', { headers: { ...signed(), 'webhook-id': 'm-2' } }],
    ['another time', { headers: { ...signed(), 'webhook-timestamp': '1700000000' } }],
    ['a time that is no number', { headers: { ...signed(), 'webhook-timestamp': 'soon' } }],
    ['no signature', { headers: { ...signed(), 'webhook-signature': undefined } }],
    ['an empty signature', { headers: { ...signed(), 'webhook-signature': 'v1,' } }],
    ['an unknown version', { headers: { ...signed(), 'webhook-signature': 'v2,abc' } }],
    ['a header twice', { headers: { ...signed(), 'webhook-id': ['m-1', 'm-1'] } }],
    ['an old signature', { headers: signed(secrets, createManualClock(Date.now() - 6 * minute)) }],
    ['a signature of the future', { headers: signed(secrets, createManualClock(Date.now() + 6 * minute)) }],
  ])('a delivery with %s is a 400 and reaches nobody', async (_, change) => {
    const { bus, messages } = listen()
    expect(await bus.receive({ headers: signed(), body, ...change })).toEqual({ status: 400 })
    expect(messages).toEqual([])
  })

  test.each([
    ['no JSON', '<html>'],
    ['an array', '[]'],
    ['null', 'null'],
    ['no order', '{"status":"paid"}'],
    [
      'an amount that is text',
      JSON.stringify({ ...paid('m-1').body, amount: { value: '19,99', currency: 'EUR' } }),
    ],
  ])('a well-signed delivery of %s is a 400', async (_, text) => {
    const { bus, messages } = listen()
    const headers = createWebhookSigner({ secrets }).sign('m-1', text)
    expect(await bus.receive({ headers, body: text })).toEqual({ status: 400 })
    expect(messages).toEqual([])
  })

  test('more than 64 KB is a 413, and a stream is not read further than that', async () => {
    const { bus } = listen()
    const big = 'x'.repeat(64 * 1024 + 1)
    expect(await bus.receive({ headers: {}, body: big })).toEqual({ status: 413 })
    let pulled = 0
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1
        controller.enqueue(new Uint8Array(16 * 1024))
      },
    })
    const init = { method: 'POST', body: stream, duplex: 'half' }
    expect(await bus.receive(new Request('http://shop.example/bus', init))).toEqual({ status: 413 })
    expect(pulled).toBeLessThan(10)
  })

  test('a handler that fails is a 500, and with no handler it is a 503', async () => {
    const entries: BusLogEntry[] = []
    const bus = openBus({ log: (entry) => entries.push(entry) })
    expect(await bus.receive({ headers: signed(), body })).toEqual({ status: 503 })
    bus.subscribe(() => Promise.reject(new Error('secret things')))
    expect(await bus.receive({ headers: signed(), body })).toEqual({ status: 500 })
    expect(JSON.stringify(entries)).not.toContain('secret things')
  })
})

test.each([
  ['none', []],
  ['one that is too short', [`whsec_${Buffer.alloc(23).toString('base64')}`]],
  ['one without its prefix', [Buffer.alloc(32).toString('base64')]],
  ['a short one beside a good one', [secret(1), 'whsec_c2hvcnQ=']],
])('a list of secrets with %s is refused', (_, list) => {
  expect(() => createWebhookBus({ secrets: list })).toThrow('createWebhookSigner')
})

test('an address that is no URL is refused', () => {
  expect(() => createWebhookBus({ secrets, outbox: { url: 'shop', database: ':memory:' } })).toThrow(
    'outbox.url must be a URL, not "shop"',
  )
})
