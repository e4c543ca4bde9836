import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBroker } from '../../../scripts/services/findBroker.ts'
import type { BusMessage } from './BusMessage.ts'
import { describeBus, paid } from './busContract.fixture.ts'
import { createRabbitBus } from './createRabbitBus.ts'
import { DeliveryError } from './DeliveryError.ts'
import { openDatabase } from './database/openDatabase.ts'
import { createManualClock } from './manualClock.fixture.ts'
import { NotStoredError } from './NotStoredError.ts'
import {
  brokerPatience,
  eventually,
  openRabbitWorld,
  type RabbitWorld,
  runMeanwhile,
} from './rabbit/rabbitWorld.fixture.ts'
import { openTcpProxy } from './rabbit/tcpProxy.fixture.ts'

const isMissing = findBroker() === undefined
const limits = { isSkipped: isMissing, patience: brokerPatience }
const title = isMissing ? 'RabbitMQ (not installed here)' : 'RabbitMQ'
let world: RabbitWorld
beforeAll(async () => {
  if (!isMissing) world = await openRabbitWorld()
}, 120_000)
afterAll(() => world?.close(), brokerPatience)
beforeEach(() => world?.next(), brokerPatience)

const shipped = (messageId: string): BusMessage => ({
  messageId,
  type: 'order-update',
  body: { updateId: messageId, orderId: 'payment-1', status: 'shipped' },
})
const reasonOfRejection = (promise: Promise<void>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof DeliveryError ? error.reason : error),
  )
const portOf = (url: string): number => Number(new URL(url).port)
const collectIds = (bus: { subscribe(handler: (message: BusMessage) => Promise<void>): () => void }) => {
  const ids: string[] = []
  bus.subscribe(async ({ messageId }) => void ids.push(messageId))
  return ids
}

describeBus(
  title,
  async () => {
    const [orchestrator, shop] = [world.openBus({ side: 'orchestrator' }), world.openBus({ side: 'shop' })]
    return {
      sender: orchestrator,
      receiver: shop,
      back: { sender: shop, receiver: orchestrator },
      close: () => world.next(),
    }
  },
  limits,
)

describeBus(
  `${title} with an outbox`,
  async () => {
    const database = openDatabase({ location: ':memory:' })
    const orchestrator = world.openBus({ side: 'orchestrator', outbox: { database } })
    const shop = world.openBus({ side: 'shop', outbox: { database: openDatabase({ location: ':memory:' }) } })
    return {
      sender: orchestrator,
      receiver: shop,
      back: { sender: shop, receiver: orchestrator },
      close: () => world.next(),
    }
  },
  limits,
)

describe.skipIf(isMissing)(`${title}: what cannot be handled`, { timeout: brokerPatience }, () => {
  const body = JSON.stringify(paid('m-1').body)
  const json = { contentType: 'application/json' }
  const poisons: [reason: string, envelope: object, body: Buffer | string][] = [
    ['bad-json', json, '{"orderId":'],
    ['bad-shape', json, '[]'],
    ['bad-shape', json, 'null'],
    ['bad-shape', json, JSON.stringify('{}')],
    ['bad-shape', json, JSON.stringify({ ...paid('m').body, amount: { value: '19,99', currency: 'EUR' } })],
    ['bad-shape', json, JSON.stringify(shipped('u-1').body)],
    ['no-order-id', json, '{"status":"paid"}'],
    [
      'bad-shape',
      json,
      `{"orderId":"p","status":"paid","payload":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
    ],
    ['bad-shape', json, '['.repeat(600_000) + ']'.repeat(600_000)],
    // Its properties fill the largest frame that may be sent: nothing can be added.
    ['bad-json', { ...json, headers: { full: 'x'.repeat(8_080) } }, '{"orderId":'],
    ['too-large', json, JSON.stringify({ orderId: 'p', status: 'paid', payload: 'x'.repeat(70_000) })],
    ['too-large', { contentType: 'application/octet-stream' }, Buffer.alloc(1_200_000, 0x20)],
    ['bad-encoding', { ...json, contentEncoding: 'gzip' }, Buffer.from('1f8b08', 'hex')],
    ['bad-encoding', json, Buffer.from(`\ufeff${body}`, 'utf16le')],
    ['bad-encoding', { contentType: 'text/html' }, Buffer.from('"Zo\u00eb"', 'latin1')],
  ]

  test('poison goes to quarantine at its first delivery, with a reason, and the next message flows within a second (E5)', async () => {
    const shop = world.openBus({ side: 'shop' })
    const ids = collectIds(shop)
    await eventually(() => expect(shop.health()).toEqual({ status: 'up' }))
    for (const [index, [, envelope, bytes]] of poisons.entries()) {
      await world.put(world.statuses, { ...envelope, messageId: `poison-${index}` }, bytes)
    }
    const before = performance.now()
    await world.put(world.statuses, { ...json, messageId: 'good' }, body)
    await eventually(() => expect(ids).toEqual(['good']))
    expect(performance.now() - before).toBeLessThan(1_000)
    const reasons = new Map<unknown, unknown>()
    for (const _ of poisons) {
      const { messageId, headers } = await world.get(`${world.statuses}.quarantine`)
      reasons.set(messageId, headers?.['x-payloom-reason'])
    }
    expect(reasons).toEqual(new Map(poisons.map(([reason], index) => [`poison-${index}`, reason])))
    expect(shop.saidOf('bus-quarantined').map(({ tries }) => tries)).toEqual(poisons.map(() => 1))
    expect(await world.count(world.statuses)).toBe(0)
  })

  test('the copy in quarantine is what came, byte for byte where it was no JSON', async () => {
    world.openBus({ side: 'shop' }).subscribe(async () => undefined)
    await eventually(async () => expect(await world.count(world.statuses)).toBe(0))
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x7b])
    const headers = { CC: ['elsewhere'], 'x-shop': 'ours' }
    await world.put(world.statuses, { contentType: 'image/png', messageId: 'odd', headers }, bytes)
    const message = await world.get(`${world.statuses}.quarantine`)
    expect(message).toMatchObject({ body: bytes, contentType: 'image/png', messageId: 'odd', durable: true })
    const { 'x-delivery-count': _, ...own } = message.headers ?? {}
    expect(own).toEqual({
      'x-shop': 'ours',
      'x-payloom-reason': 'bad-encoding',
      'x-payloom-attempts': 1,
      'x-payloom-message-id': 'odd',
    })
  })

  test('a message without an id is named by its body, and one with an odd id by that (E4)', async () => {
    const ids = collectIds(world.openBus({ side: 'shop' }))
    await eventually(async () => expect(await world.count(world.statuses)).toBe(0))
    for (const contentType of [
      'application/json',
      'application/json',
      'text/plain',
      'application/octet-stream',
    ]) {
      await world.put(world.statuses, { contentType }, body)
    }
    for (const messageId of ['{urn:1}', '{urn:1}'])
      await world.put(world.statuses, { ...json, messageId }, body)
    await eventually(() => expect(ids).toHaveLength(6))
    expect(new Set(ids.slice(0, 4)).size).toBe(1)
    expect(new Set(ids).size).toBe(2)
    expect(ids.every((id) => /^[0-9a-f]{64}$/.test(id))).toBe(true)
  })

  test('a handler that always fails is asked five times, then the message is in quarantine, and others flow (E7)', async () => {
    const clock = createManualClock()
    const ids: string[] = []
    const shop = await world.openHeldBus({ side: 'shop', clock }, async ({ messageId }) => {
      ids.push(messageId)
      if (messageId === 'fails') throw new Error('secret things')
    })
    const orchestrator = world.openBus({ side: 'orchestrator' })
    await orchestrator.publish(paid('fails'))
    for (let tries = 1; tries <= 4; tries += 1) {
      await eventually(() => expect(shop.saidOf('bus-refused').at(-1)?.tries).toBe(tries))
      clock.advance(shop.saidOf('bus-refused').at(-1)?.retryIn ?? 0)
    }
    const { headers, messageId } = await world.get(`${world.statuses}.quarantine`)
    expect(messageId).toBe('fails')
    expect(headers).toMatchObject({ 'x-payloom-reason': 'handler-failed', 'x-payloom-attempts': 5 })
    expect(ids).toEqual(['fails', 'fails', 'fails', 'fails', 'fails'])
    await orchestrator.publish(paid('good'))
    await eventually(() => expect(ids.at(-1)).toBe('good'))
    expect(shop.saidOf('bus-refused').map(({ retryIn }) => retryIn)).toEqual([250, 500, 1000, 2000])
    expect(JSON.stringify(shop.said)).not.toContain('secret things')
  })

  test('a handler that hangs has failed after five minutes, long before the broker takes the delivery away (E7)', async () => {
    const clock = createManualClock()
    const ids: string[] = []
    const shop = await world.openHeldBus({ side: 'shop', clock }, async ({ messageId }) => {
      ids.push(messageId)
      if (messageId === 'hangs') await new Promise(() => undefined)
    })
    const orchestrator = world.openBus({ side: 'orchestrator' })
    await orchestrator.publish(paid('hangs'))
    await eventually(() => expect(ids).toEqual(['hangs']))
    clock.advance(5 * 60_000)
    await eventually(() =>
      expect(shop.saidOf('bus-refused')).toMatchObject([{ tries: 1, reason: 'handler-timeout' }]),
    )
    await orchestrator.publish(paid('good'))
    await eventually(() => expect(ids).toContain('good'))
  })

  test('while the receiver cannot store anything a message waits, and that is no attempt', async () => {
    const clock = createManualClock()
    let isAway = true
    const ids: string[] = []
    const shop = await world.openHeldBus({ side: 'shop', clock }, async ({ messageId }) => {
      if (isAway) throw new NotStoredError()
      ids.push(messageId)
    })
    await world.openBus({ side: 'orchestrator' }).publish(paid('waits'))
    for (let holds = 1; holds <= 8; holds += 1) {
      await eventually(() => expect(shop.saidOf('bus-held')).toHaveLength(holds))
      if (holds === 8) isAway = false
      clock.advance(shop.saidOf('bus-held').at(-1)?.retryIn ?? 0)
    }
    await eventually(() => expect(ids).toEqual(['waits']))
    expect(shop.saidOf('bus-refused')).toEqual([])
    expect(await world.count(`${world.statuses}.quarantine`)).toBe(0)
  })
})

describe.skipIf(isMissing)(`${title}: publishing`, { timeout: brokerPatience }, () => {
  test('without an outbox a broker that is away is a typed rejection after ten seconds, and health says why (E1, E10)', async () => {
    const clock = createManualClock()
    const proxy = await openTcpProxy(portOf(world.broker.url))
    const url = `amqp://guest:guest@127.0.0.1:${proxy.port}`
    const bus = world.openBus({ side: 'orchestrator', url, clock })
    const published = reasonOfRejection(bus.publish(paid('m-1')))
    await eventually(() => expect(bus.health()).toEqual({ status: 'down', reason: 'ECONNREFUSED' }))
    clock.advance(10_000)
    expect(await published).toBe('ECONNREFUSED')
  })

  test('with an outbox the row is sent once the broker is there, under its own id (E1, E10)', async () => {
    const proxy = await openTcpProxy(portOf(world.broker.url))
    const url = `amqp://guest:guest@127.0.0.1:${proxy.port}`
    const database = openDatabase({ location: ':memory:' })
    const shop = world.openBus({ side: 'shop', url, outbox: { database } })
    const ids = collectIds(world.openBus({ side: 'orchestrator' }))
    const undone = database.transaction(function* (sql) {
      yield* shop.enqueue(shipped('undone'), sql)
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
    await database.transaction((sql) => shop.enqueue(shipped('u-1'), sql))
    shop.wake()
    await eventually(() => expect(shop.health().status).toBe('down'))
    expect(ids).toEqual([])
    await proxy.open()
    await eventually(() => expect(ids).toEqual(['u-1']))
    await eventually(() => expect(shop.saidOf('bus-delivered')).toMatchObject([{ messageId: 'u-1' }]))
    await world.next()
    await proxy.close()
  })

  test('a message that the broker returns or refuses is a typed rejection (E10)', async () => {
    const bus = world.openBus({ side: 'orchestrator', declare: false })
    const returned = reasonOfRejection(bus.publish(paid('m-1')))
    expect(await returned).toBe('returned')
    await world.raw.queueDeclare({
      queue: world.statuses,
      durable: true,
      arguments: { 'x-queue-type': 'quorum', 'x-max-length': 0, 'x-overflow': 'reject-publish' },
    })
    // The first one is over the limit; a quorum queue notices with the next.
    const outcomes = new Set<unknown>()
    await eventually(async () => {
      outcomes.add(await reasonOfRejection(bus.publish(paid('m-2'))))
      expect(outcomes).toContain('nacked')
    })
  })

  test('a queue that was deleted is made anew, and the message is sent again (E8)', async () => {
    const bus = world.openBus({ side: 'orchestrator' })
    await bus.publish(paid('before'))
    await world.raw.queueDelete({ queue: world.statuses })
    await bus.publish(paid('after'))
    expect(await world.get(world.statuses)).toMatchObject({ messageId: 'after', durable: true })
  })

  test('what is published is JSON of type and id, and kept through a restart of the broker', async () => {
    await world.openBus({ side: 'orchestrator' }).publish(paid('m-1'))
    const { body, messageId, type, contentType, durable } = await world.get(world.statuses)
    expect({ body, messageId, type, contentType, durable }).toEqual({
      body: paid('m-1').body,
      messageId: 'm-1',
      type: 'payment-status',
      contentType: 'application/json',
      durable: true,
    })
  })
})

describe.skipIf(isMissing)(`${title}: consuming`, { timeout: brokerPatience }, () => {
  test('nobody listens, nothing is consumed', async () => {
    const [orchestrator, shop] = [world.openBus({ side: 'orchestrator' }), world.openBus({ side: 'shop' })]
    const ids: string[] = []
    const off = shop.subscribe(async ({ messageId }) => void ids.push(messageId))
    await orchestrator.publish(paid('one'))
    await eventually(() => expect(ids).toEqual(['one']))
    off()
    await eventually(async () =>
      expect(await world.raw.queueDeclare({ queue: world.statuses, passive: true })).toMatchObject({
        consumerCount: 0,
      }),
    )
    await orchestrator.publish(paid('two'))
    expect(await world.count(world.statuses)).toBe(1)
    shop.subscribe(async ({ messageId }) => void ids.push(messageId))
    await eventually(() => expect(ids).toEqual(['one', 'two']))
  })

  test('no more is held than the prefetch, and close gives back what is not handled (E13)', async () => {
    const clock = createManualClock()
    const held: string[] = []
    const release: (() => void)[] = []
    const shop = await world.openHeldBus({ side: 'shop', prefetch: 2, clock }, ({ messageId }) => {
      held.push(messageId)
      return new Promise((resolve) => release.push(resolve))
    })
    const orchestrator = world.openBus({ side: 'orchestrator' })
    for (const id of ['1', '2', '3', '4']) await orchestrator.publish(paid(id))
    await eventually(() => expect(held).toHaveLength(2))
    expect(await world.count(world.statuses)).toBe(2)
    const closed = shop.close()
    release[0]?.()
    await eventually(() => expect(shop.saidOf('bus-received')).toHaveLength(1))
    // The other one does not end, and is waited for only so long.
    await runMeanwhile(clock, closed, 20)
    const ids = collectIds(world.openBus({ side: 'shop' }))
    await eventually(() => expect([...ids].sort()).toEqual(['2', '3', '4']))
  })

  test('a queue that is deleted under a consumer is noticed, made anew and consumed (E8)', async () => {
    const shop = world.openBus({ side: 'shop' })
    const ids = collectIds(shop)
    await eventually(() => expect(shop.health()).toEqual({ status: 'up' }))
    await eventually(async () => expect(await world.count(world.statuses)).toBe(0))
    await world.raw.queueDelete({ queue: world.statuses })
    await eventually(() =>
      expect(shop.saidOf('bus-link-down')).toMatchObject([{ reason: 'consumer-canceled' }]),
    )
    await world.openBus({ side: 'orchestrator' }).publish(paid('after'))
    await eventually(() => expect(ids).toEqual(['after']))
    expect(shop.health()).toEqual({ status: 'up' })
  })
})

describe.skipIf(isMissing)(`${title}: what people have to see to`, { timeout: brokerPatience }, () => {
  test.each([
    ['a wrong password', 'ACCESS_REFUSED', (url: string) => url.replace(':guest@', ':wrong@')],
    ['a virtual host that is not there', 'NOT_ALLOWED', (url: string) => `${url}/nowhere`],
    [
      'TLS that the broker does not speak',
      /^(EPROTO|ERR_SSL|ECONNRESET)/,
      (url: string) => url.replace('amqp:', 'amqps:'),
    ],
  ])('%s is said once for each link, shown by health, and no loop (E14)', async (_, reason, spoil) => {
    const proxy = await openTcpProxy(portOf(world.broker.url))
    await proxy.open()
    const clock = createManualClock()
    const url = spoil(`amqp://guest:guest@127.0.0.1:${proxy.port}`)
    const bus = world.openBus({ side: 'shop', url, clock })
    await eventually(() => expect(bus.saidOf('bus-link-down')).toHaveLength(1))
    const match = reason instanceof RegExp ? expect.stringMatching(reason) : reason
    expect(bus.health()).toEqual({ status: 'down', reason: match })
    expect(proxy.accepted).toBe(1)
    clock.advance(15_000)
    await eventually(() => expect(proxy.accepted).toBe(2))
    await eventually(() => expect(bus.health()).toEqual({ status: 'down', reason: match }))
    expect(bus.saidOf('bus-link-down')).toHaveLength(1)
    expect(JSON.stringify(bus.said)).not.toMatch(/guest|wrong/)
    await world.next()
    await proxy.close()
  })

  test("another's queue of the same name is said once, and publishing says it too (E14)", async () => {
    await world.raw.queueDeclare({ queue: world.statuses, durable: true })
    const bus = world.openBus({ side: 'orchestrator' })
    await eventually(() => expect(bus.health()).toEqual({ status: 'down', reason: 'PRECONDITION_FAILED' }))
    expect(bus.said).toEqual([{ event: 'bus-link-down', link: 'publish', reason: 'PRECONDITION_FAILED' }])
    // With the queue as it is, it goes.
    const other = world.openBus({ side: 'orchestrator', declare: false })
    await other.publish(paid('m-1'))
    expect(await world.count(world.statuses)).toBe(1)
  })
})

test.each([
  ['no URL', { url: 'shop' }, 'createRabbitBus: url'],
  ['another protocol', { url: 'https://user:secret@host' }, 'createRabbitBus: url'],
  ['a prefix with a space', { prefix: 'a b' }, 'createRabbitBus: prefix'],
  ['no prefetch', { prefetch: 0 }, 'createRabbitBus: prefetch'],
])('options with %s are refused', (_, given, message) => {
  expect(() => createRabbitBus({ url: 'amqp://127.0.0.1:1', side: 'shop', ...given })).toThrow(message)
})
