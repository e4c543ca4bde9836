import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBroker } from '../../../../scripts/services/findBroker.ts'
import type { BusMessage } from '../BusMessage.ts'
import { paid } from '../busContract.fixture.ts'
import { DeliveryError } from '../DeliveryError.ts'
import { openDatabase } from '../database/openDatabase.ts'
import { eventually, openRabbitWorld, type RabbitWorld } from './rabbitWorld.fixture.ts'
import { openTcpProxy, type TcpProxy } from './tcpProxy.fixture.ts'

const isMissing = findBroker() === undefined
const title = isMissing ? 'RabbitMQ (not installed here)' : 'RabbitMQ'
const up = { status: 'up' }
let world: RabbitWorld
const proxies: TcpProxy[] = []
beforeAll(async () => {
  if (!isMissing) world = await openRabbitWorld()
}, 120_000)
afterAll(() => world?.close(), 30_000)
beforeEach(async () => {
  await world?.next()
  for (const proxy of proxies.splice(0)) await proxy.close()
}, 30_000)

const openProxy = async (): Promise<TcpProxy & { url: string }> => {
  const proxy = await openTcpProxy(Number(new URL(world.broker.url).port))
  await proxy.open()
  proxies.push(proxy)
  return Object.assign(proxy, { url: `amqp://guest:guest@127.0.0.1:${proxy.port}` })
}
const collectIds = (bus: { subscribe(handler: (message: BusMessage) => Promise<void>): () => void }) => {
  const ids: string[] = []
  bus.subscribe(async ({ messageId }) => void ids.push(messageId))
  return ids
}
/** RabbitMQ 3.10 leaves a quorum queue without a leader for good when it is killed within a second after making it: that is not the fault to be shown. */
const untilQueuesAreKept = (): Promise<void> => sleep(3_000)
const reasonOf = (error: unknown): unknown => (error instanceof DeliveryError ? error.reason : error)

describe.skipIf(isMissing)(`${title}: a broker that dies, stops and runs full`, { timeout: 120_000 }, () => {
  test('what was confirmed arrives through five deaths of the broker, which is found again within 20 seconds (E2)', async () => {
    const orchestrator = world.openBus({ side: 'orchestrator', random: Math.random })
    const shop = world.openBus({ side: 'shop', random: Math.random })
    const ids = collectIds(shop)
    const confirmed: string[] = []
    let isOver = false
    const publish = async (from: string): Promise<void> => {
      for (let index = 0; !isOver; index += 1) {
        const id = `${from}-${index}`
        await orchestrator.publish(paid(id)).then(
          () => confirmed.push(id),
          () => undefined,
        )
      }
    }
    await eventually(() => expect([orchestrator.health(), shop.health()]).toEqual([up, up]))
    await untilQueuesAreKept()
    const publishing = Promise.all(['a', 'b', 'c', 'd'].map(publish))
    for (let deaths = 0; deaths < 5; deaths += 1) {
      const before = confirmed.length
      await eventually(() => expect(confirmed.length).toBeGreaterThan(before + 50), 30_000)
      await world.broker.kill()
      await eventually(() => expect(orchestrator.health().status).toBe('down'))
      await world.broker.start()
      await eventually(() => expect([orchestrator.health(), shop.health()]).toEqual([up, up]), 20_000)
    }
    isOver = true
    await publishing
    await eventually(() => expect(new Set(ids)).toEqual(new Set([...confirmed, ...ids])), 20_000)
    expect(confirmed.filter((id) => !ids.includes(id))).toEqual([])
    expect(await world.count(`${world.statuses}.quarantine`)).toBe(0)
  })

  test('an outbox brings through a death of the broker what was published while it was dead (E1, E10)', async () => {
    const database = openDatabase({ location: ':memory:' })
    const orchestrator = world.openBus({ side: 'orchestrator', outbox: { database } })
    const ids = collectIds(world.openBus({ side: 'shop' }))
    await orchestrator.publish(paid('before'))
    await eventually(() => expect(ids).toEqual(['before']))
    await untilQueuesAreKept()
    await world.broker.kill()
    await orchestrator.publish(paid('meanwhile'))
    await eventually(() => expect(orchestrator.health().status).toBe('down'))
    await world.broker.start()
    await eventually(() => expect(ids).toContain('meanwhile'), 40_000)
  })

  test('a broker that is stopped is noticed within 20 seconds, publishing says so, and it goes on afterwards (E2)', async () => {
    const orchestrator = world.openBus({ side: 'orchestrator' })
    const shop = world.openBus({ side: 'shop' })
    const ids = collectIds(shop)
    await orchestrator.publish(paid('before'))
    await eventually(() => expect(ids).toEqual(['before']))
    world.broker.pause()
    try {
      const reason = await orchestrator.publish(paid('stopped')).then(() => 'resolved', reasonOf)
      expect(reason).toBe('timeout')
      await eventually(
        () => expect([orchestrator.health().status, shop.health().status]).toEqual(['down', 'down']),
        20_000,
      )
    } finally {
      world.broker.resume()
    }
    await eventually(() => expect([orchestrator.health(), shop.health()]).toEqual([up, up]), 20_000)
    await orchestrator.publish(paid('after'))
    await eventually(() => expect(ids).toContain('after'))
  })

  test('a broker that is low on memory takes nothing: said, typed, consumed all the same, and sent afterwards (E2, E10)', async () => {
    const [orchestrator, shop] = [world.openBus({ side: 'orchestrator' }), world.openBus({ side: 'shop' })]
    const ids = collectIds(shop)
    await orchestrator.publish(paid('before'))
    await eventually(() => expect(ids).toEqual(['before']))
    await world.broker.ctl('set_vm_memory_high_watermark', '0.0000001')
    try {
      const first = orchestrator.publish(paid('first')).then(() => 'resolved', reasonOf)
      await eventually(() => expect(orchestrator.health()).toEqual({ status: 'down', reason: 'blocked' }))
      expect(shop.health()).toEqual(up)
      expect(await first).toBe('blocked')
      expect(orchestrator.saidOf('bus-link-down')).toMatchObject([{ link: 'publish', reason: 'blocked' }])
    } finally {
      await world.broker.ctl('set_vm_memory_high_watermark', '0.4')
    }
    await eventually(() => expect(orchestrator.health()).toEqual(up))
    await orchestrator.publish(paid('after'))
    await eventually(() => expect(ids).toContain('after'))
  })

  test('a password that is changed is refused once in the log, and the right one is found again (E14)', async () => {
    await world.broker.ctl('add_user', 'shop', 'old')
    await world.broker.ctl('set_permissions', 'shop', '.*', '.*', '.*')
    const proxy = await openProxy()
    const url = proxy.url.replace('guest:guest', 'shop:old')
    const shop = world.openBus({ side: 'shop', url })
    const ids = collectIds(shop)
    await eventually(() => expect(shop.health()).toEqual(up))
    await world.broker.ctl('change_password', 'shop', 'new')
    await world.broker.ctl('close_all_connections', 'rotated')
    const refused = () => shop.saidOf('bus-link-down').filter(({ reason }) => reason === 'ACCESS_REFUSED')
    await eventually(() => expect(refused()).toHaveLength(2))
    const before = proxy.accepted
    await eventually(() => expect(proxy.accepted).toBe(before + 4), 40_000)
    expect(
      refused()
        .map(({ link }) => link)
        .sort(),
    ).toEqual(['consume', 'publish'])
    await world.broker.ctl('change_password', 'shop', 'old')
    await eventually(() => expect(shop.health()).toEqual(up), 20_000)
    await world.openBus({ side: 'orchestrator' }).publish(paid('after'))
    await eventually(() => expect(ids).toEqual(['after']))
  })
})

describe.skipIf(isMissing)(`${title}: a link and a queue that go`, { timeout: 120_000 }, () => {
  test('a link that stalls is noticed and made anew within 20 seconds (E2)', async () => {
    const proxy = await openProxy()
    const shop = world.openBus({ side: 'shop', url: proxy.url })
    const ids = collectIds(shop)
    await eventually(() => expect(shop.health()).toEqual(up))
    proxy.stall()
    await world.openBus({ side: 'orchestrator' }).publish(paid('stalled'))
    const stalledAt = Date.now()
    await eventually(() => expect(ids).toEqual(['stalled']), 20_000)
    expect(Date.now() - stalledAt).toBeGreaterThan(5_000)
    expect(shop.saidOf('bus-link-down')).toContainEqual({
      event: 'bus-link-down',
      link: 'consume',
      reason: 'SOCKET_TIMEOUT',
    })
    await eventually(() => expect(shop.health()).toEqual(up))
  })

  test('deliveries that a lost link repeats are no attempts (E4)', async () => {
    const proxy = await openProxy()
    const shop = world.openBus({ side: 'shop', url: proxy.url })
    let isCut = true
    const seen: string[] = []
    shop.subscribe(async ({ messageId }) => {
      seen.push(messageId)
      if (isCut) await new Promise(() => undefined)
    })
    await world.openBus({ side: 'orchestrator' }).publish(paid('again'))
    for (let cuts = 1; cuts <= 7; cuts += 1) {
      await eventually(() => expect(seen).toHaveLength(cuts), 15_000)
      isCut = cuts < 7
      proxy.cut()
    }
    await eventually(() => expect(shop.saidOf('bus-received')).toHaveLength(1), 15_000)
    expect(shop.saidOf('bus-refused')).toEqual([])
    expect(await world.count(`${world.statuses}.quarantine`)).toBe(0)
  })

  test('a channel that the broker closes with 406 is said and opened anew (E8)', async () => {
    const proxy = await openProxy()
    const shop = world.openBus({ side: 'shop', url: proxy.url })
    const ids = collectIds(shop)
    await eventually(() => expect(shop.health()).toEqual(up))
    proxy.inject(channelClose(406, 'PRECONDITION_FAILED - unknown delivery tag 7'))
    await eventually(() =>
      expect(shop.saidOf('bus-link-down').map(({ reason }) => reason)).toContain('PRECONDITION_FAILED'),
    )
    await eventually(() => expect(shop.health()).toEqual(up), 20_000)
    await world.openBus({ side: 'orchestrator' }).publish(paid('after'))
    await eventually(() => expect(ids).toEqual(['after']))
  })

  test('a queue that is deleted and at once made again, which cancels nobody, is consumed within a minute (E8)', async () => {
    const shop = world.openBus({ side: 'shop' })
    const ids = collectIds(shop)
    const orchestrator = world.openBus({ side: 'orchestrator' })
    await orchestrator.publish(paid('before'))
    await eventually(() => expect(ids).toEqual(['before']))
    const channel = await world.raw.acquire()
    await channel.queueDelete({ queue: world.statuses })
    world.openBus({ side: 'orchestrator' })
    await eventually(async () => expect(await world.count(world.statuses)).toBe(0))
    await channel.close()
    await orchestrator.publish(paid('after'))
    await eventually(() => expect(ids).toContain('after'), 60_000)
    expect(shop.health()).toEqual(up)
  })
})

/** The frame by which a broker closes the first channel. AMQP 0-9-1, 4.2.3 and class 20, method 40. */
function channelClose(code: number, text: string): Buffer {
  const payload = Buffer.alloc(11 + text.length)
  payload.writeUInt16BE(20, 0)
  payload.writeUInt16BE(40, 2)
  payload.writeUInt16BE(code, 4)
  payload.writeUInt8(text.length, 6)
  payload.write(text, 7, 'latin1')
  const head = Buffer.alloc(7)
  head.writeUInt8(1, 0)
  head.writeUInt16BE(1, 1)
  head.writeUInt32BE(payload.length, 3)
  return Buffer.concat([head, payload, Buffer.from([0xce])])
}
