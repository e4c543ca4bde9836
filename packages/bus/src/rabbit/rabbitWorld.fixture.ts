import { Connection, type Envelope, type SyncMessage } from 'rabbitmq-client'
import { vi } from 'vitest'
import { type Broker, type BrokerOptions, openBroker } from '../../../../scripts/services/openBroker.ts'
import type { BusLogEntry } from '../BusLog.ts'
import { createRabbitBus, type RabbitBusOptions } from '../createRabbitBus.ts'
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
  openBus(options: Partial<RabbitBusOptions> & Pick<RabbitBusOptions, 'side'>): TestBus
  /** As anybody may publish. */
  put(queue: string, envelope: Envelope, body: Buffer | string): Promise<void>
  /** Takes one message out of a queue, as soon as there is one. */
  get(queue: string): Promise<SyncMessage>
  /** How many messages wait in a queue. */
  count(queue: string): Promise<number>
  /** Runs a task on a channel of its own. */
  raw: Connection
  close(): Promise<void>
}

export const eventually = (check: () => void | Promise<void>, timeout = 5_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 10 })

/** Opens the world; there has to be a broker on the machine. */
export async function openRabbitWorld(options?: BrokerOptions): Promise<RabbitWorld> {
  const broker = await openBroker(options)
  if (!broker) throw new Error('openRabbitWorld: RabbitMQ is not installed; ask findBroker() first.')
  const raw = new Connection(broker.url)
  // A broker that a test kills takes this connection along; it comes back by itself.
  raw.on('error', () => undefined)
  const publisher = raw.createPublisher({ confirm: true })
  const buses: TestBus[] = []
  let count = 0
  const prefix = (): string => `test-${count}`
  const closeBuses = async (): Promise<void> => {
    await Promise.all(buses.splice(0).map((bus) => bus.close()))
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
      buses.push(whole)
      return whole
    },
    put: (queue, envelope, body) =>
      publisher.send({ ...envelope, routingKey: queue, durable: true }, Buffer.from(body)),
    async get(queue) {
      let message: SyncMessage | undefined
      await eventually(async () => {
        message = await raw.basicGet({ queue, noAck: true })
        if (!message) throw new Error(`get: nothing in ${queue}`)
      })
      return message as SyncMessage
    },
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
