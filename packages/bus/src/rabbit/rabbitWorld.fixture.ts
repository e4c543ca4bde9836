import { Connection, type Envelope, type SyncMessage } from 'rabbitmq-client'
import { expect, vi } from 'vitest'
import { type Broker, type BrokerOptions, openBroker } from '../../../../scripts/services/openBroker.ts'
import type { BusLogEntry } from '../BusLog.ts'
import { createRabbitBus, type RabbitBusOptions } from '../createRabbitBus.ts'
import type { ManualClock } from '../manualClock.fixture.ts'
import type { OutboxBus } from '../OutboxBus.ts'

/** A bus of a test, with what it has said. */
export interface TestBus extends OutboxBus {
  said: BusLogEntry[]
  /** The entries of one kind. */
  saidOf<E extends BusLogEntry['event']>(event: E): Extract<BusLogEntry, { event: E }>[]
}

/** A broker, the buses of a test on queues of its own, and a hand in the broker. */
export interface RabbitWorld {
  broker: Broker
  /** The names of this test's queues. */
  statuses: string
  updates: string
  /** A new test: new names, and the buses of the last one are closed. */
  next(): Promise<void>
  openBus(options: TestBusOptions): TestBus
  /** A bus that consumes, on a clock that the test holds from then on. */
  openHeldBus(options: TestBusOptions & { clock: ManualClock }, handler: Handler): Promise<TestBus>
  /** As anybody may publish; what a queue refuses that has no leader yet is sent again. */
  put(queue: string, envelope: Envelope, body: Buffer | string): Promise<void>
  /** Takes one message out of a queue, as soon as there is one. */
  get(queue: string): Promise<SyncMessage>
  /** How many messages wait in a queue. */
  count(queue: string): Promise<number>
  /** Runs a task on a channel of its own. */
  raw: Connection
  close(): Promise<void>
}

type TestBusOptions = Partial<RabbitBusOptions> & Pick<RabbitBusOptions, 'side'>
type Handler = Parameters<OutboxBus['subscribe']>[0]

/** How long a test with a broker may take (ms): a queue that gets no leader is asked again after eight seconds, and more than once on a slow disk. */
export const brokerPatience = 60_000

export const eventually = <T>(check: () => T | Promise<T>, timeout = brokerPatience / 2): Promise<T> =>
  vi.waitFor(check, { timeout, interval: 10 })

/** Lets a clock go on with the time that passes, or faster, for as long as a promise takes. */
export async function runMeanwhile<T>(clock: ManualClock, promise: Promise<T>, speed = 1): Promise<T> {
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    clock.advance((now - last) * speed)
    last = now
  }, 10)
  return await promise.finally(() => clearInterval(timer))
}

/** Opens the world; there has to be a broker on the machine. */
export async function openRabbitWorld(options?: BrokerOptions): Promise<RabbitWorld> {
  const broker = await openBroker(options)
  if (!broker) throw new Error('openRabbitWorld: RabbitMQ is not installed; ask findBroker() first.')
  const raw = new Connection(broker.url)
  // A broker that a test kills takes this connection along; it comes back by itself.
  raw.on('error', () => undefined)
  const publisher = raw.createPublisher({ confirm: true })
  const buses: { bus: TestBus; clock: RabbitBusOptions['clock'] }[] = []
  let count = 0
  const prefix = (): string => `test-${count}`
  const closeBuses = async (): Promise<void> => {
    await Promise.all(
      buses
        .splice(0)
        .map(({ bus, clock }) => (isManual(clock) ? runMeanwhile(clock, bus.close()) : bus.close())),
    )
  }
  const world: RabbitWorld = {
    broker,
    raw,
    statuses: `${prefix()}.payment-status`,
    updates: `${prefix()}.order-update`,
    async next() {
      await closeBuses()
      count += 1
      world.statuses = `${prefix()}.payment-status`
      world.updates = `${prefix()}.order-update`
    },
    openBus(given) {
      const said: BusLogEntry[] = []
      const bus = createRabbitBus({
        url: broker.url,
        prefix: prefix(),
        random: () => 0,
        log: (entry) => said.push(entry),
        ...given,
      })
      const saidOf = <E extends BusLogEntry['event']>(event: E) =>
        said.filter((entry): entry is Extract<BusLogEntry, { event: E }> => entry.event === event)
      const whole = { ...bus, said, saidOf }
      buses.push({ bus: whole, clock: given.clock })
      return whole
    },
    async openHeldBus(options, handler) {
      const bus = world.openBus(options)
      bus.subscribe(handler)
      const up = eventually(() => expect(bus.health()).toEqual({ status: 'up' }))
      await runMeanwhile(options.clock, up)
      return bus
    },
    put: (queue, envelope, body) =>
      eventually(() => publisher.send({ ...envelope, routingKey: queue, durable: true }, Buffer.from(body))),
    get: (queue) =>
      eventually(async () => {
        const message = await raw.basicGet({ queue, noAck: true })
        if (!message) throw new Error(`get: nothing in ${queue}`)
        return message
      }),
    async count(queue) {
      const { messageCount } = await raw.queueDeclare({ queue, passive: true })
      return messageCount
    },
    async close() {
      await closeBuses()
      raw.unsafeDestroy()
      await broker.close()
    },
  }
  return world
}

function isManual(clock: RabbitBusOptions['clock']): clock is ManualClock {
  return clock !== undefined && 'advance' in clock
}
