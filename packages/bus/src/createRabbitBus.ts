import type { BusHealth } from './BusHealth.ts'
import type { BusLog } from './BusLog.ts'
import type { BusMessage } from './BusMessage.ts'
import type { Clock } from './Clock.ts'
import { checkMessage } from './checkMessage.ts'
import { createHandlerList } from './createHandlerList.ts'
import { DeliveryError } from './DeliveryError.ts'
import type { Database } from './database/Database.ts'
import type { OutboxBus } from './OutboxBus.ts'
import type { Outbox } from './outbox/Outbox.ts'
import { type Dispatcher, openDispatcher } from './outbox/openDispatcher.ts'
import { openSqlOutbox } from './outbox/openSqlOutbox.ts'
import { type Consumer, openConsumer } from './rabbit/openConsumer.ts'
import { openPublisher, type Publisher } from './rabbit/openPublisher.ts'
import { type BusSide, createRabbitTopology, sentBy } from './rabbit/rabbitTopology.ts'
import { systemClock } from './systemClock.ts'

/** How to make a bus over RabbitMQ. */
export interface RabbitBusOptions {
  /** `amqp://user:password@host:5672/vhost`, or `amqps://…` */
  url: string
  /** Which side this process is: a shop sends order updates and receives payment statuses, an orchestrator the other way. */
  side: BusSide
  /** What the names of the queues begin with. @default 'payloom' */
  prefix?: string
  /**
   * A database whose table `bus_outbox` keeps what the broker has not confirmed yet. `publish` resolves then once the row is there.
   *
   * @default none: `publish` waits for the broker, and `enqueue` throws
   */
  outbox?: { database: Database }
  /** How many received messages are held at the same time. @default 20 */
  prefetch?: number
  /** Whether to make the queues. Without it somebody else has made all four. @default true */
  declare?: boolean
  /** @default the clock of the machine */
  clock?: Clock
  /** Numbers in [0, 1) that spread the retries. @default Math.random */
  random?: () => number
  /** @default nobody */
  log?: BusLog
}

/** How many rows of the outbox are under way at the same time. */
const concurrency = 64

/**
 * Makes the bus and connects, however long that takes: a broker that is away is shown by `health()`, and nothing throws because of it.
 *
 * @throws TypeError for a URL that cannot be used.
 */
export function createRabbitBus(options: RabbitBusOptions): OutboxBus {
  checkOptions(options)
  const { side, prefix = 'payloom', prefetch = 20 } = options
  const { clock = systemClock, random = Math.random, log = () => undefined } = options
  const topology = createRabbitTopology(prefix)
  const declare = options.declare === false ? async () => undefined : topology.declare
  const link = { url: options.url, declare, clock, random, log }
  const handlers = createHandlerList()
  const publisher = openPublisher(link)
  const send = createSend(publisher, topology.queueOf)
  const sending = openSending(options, send)
  const consumption = createConsumption(() => {
    const type = sentBy[side === 'shop' ? 'orchestrator' : 'shop']
    const { publish } = publisher
    return openConsumer({ ...link, queue: topology.queueOf(type), type, handlers, publish, prefetch })
  })
  let closed: Promise<void> | undefined

  const check = (message: BusMessage): BusMessage => {
    if (closed) throw new Error('publish: the bus is closed; publish before close().')
    if (message.type !== sentBy[side]) {
      throw new TypeError(`publish: the side "${side}" sends messages of type "${sentBy[side]}" only.`)
    }
    return checkMessage(message)
  }
  const close = async (): Promise<void> => {
    // The publisher last: what cannot be handled is moved by it.
    await Promise.all([sending?.dispatcher.close(), consumption.close()])
    await sending?.outbox.close()
    await publisher.close()
  }
  return {
    *enqueue(message, sql) {
      const checked = check(message)
      if (!sending)
        throw new Error('enqueue: createRabbitBus needs the option "outbox" to be part of a transaction.')
      yield* sending.outbox.insertWithin(sql, checked, clock.now())
    },
    wake: () => sending?.dispatcher.wake(),
    async publish(message) {
      const checked = check(message)
      if (!sending) return await send(checked)
      await sending.outbox.insert(checked, clock.now())
      sending.dispatcher.wake()
    },
    subscribe(handler) {
      const off = handlers.add(handler)
      if (!closed) consumption.start()
      return () => {
        off()
        // Nobody listens: the broker keeps the messages.
        if (handlers.size === 0) consumption.stop()
      }
    },
    health: () => healthOf(publisher, consumption.current()),
    close() {
      closed ??= close()
      return closed
    },
  }
}

function checkOptions({ url, prefix, prefetch }: RabbitBusOptions): void {
  // Not quoted: it holds a password.
  if (!URL.canParse(url) || !/^amqps?:$/.test(new URL(url).protocol)) {
    throw new TypeError('createRabbitBus: url must be amqp:// or amqps:// with host, user and password.')
  }
  if (prefix !== undefined && !/^[A-Za-z0-9._-]{1,100}$/.test(prefix)) {
    throw new TypeError(
      'createRabbitBus: prefix must be 1 to 100 letters, digits, dots, dashes or underscores.',
    )
  }
  if (prefetch !== undefined && !(Number.isInteger(prefetch) && prefetch >= 1 && prefetch <= 1_000)) {
    throw new TypeError('createRabbitBus: prefetch must be a whole number from 1 to 1000.')
  }
}

function createSend(
  publisher: Publisher,
  queueOf: (type: BusMessage['type']) => string,
): (message: BusMessage) => Promise<void> {
  return ({ messageId, type, body }) => {
    const envelope = { messageId, type, contentType: 'application/json' }
    return publisher.publish(queueOf(type), envelope, Buffer.from(JSON.stringify(body)))
  }
}

interface Sending {
  outbox: Outbox
  dispatcher: Dispatcher
}

function openSending(
  options: RabbitBusOptions,
  send: (message: BusMessage) => Promise<void>,
): Sending | undefined {
  if (options.outbox === undefined) return undefined
  const { clock = systemClock, random = Math.random, log = () => undefined } = options
  const outbox = openSqlOutbox(options.outbox.database)
  const breakable = (message: BusMessage, signal: AbortSignal): Promise<void> =>
    untilAborted(send(message), signal)
  return { outbox, dispatcher: openDispatcher({ outbox, send: breakable, clock, random, log, concurrency }) }
}

/** Whoever closes does not wait for a broker that is away. */
function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DeliveryError('closed')))
    promise.then(resolve, reject)
  })
}

interface Consumption {
  start(): void
  stop(): void
  current(): Consumer | undefined
  close(): Promise<void>
}

/** Consumes while somebody listens. */
function createConsumption(open: () => Consumer): Consumption {
  const ending = new Set<Promise<void>>()
  let consumer: Consumer | undefined
  const stop = (): void => {
    const ended = consumer?.close()
    consumer = undefined
    if (!ended) return
    ending.add(ended)
    void ended.finally(() => ending.delete(ended))
  }
  return {
    start() {
      consumer ??= open()
    },
    stop,
    current: () => consumer,
    async close() {
      stop()
      await Promise.all(ending)
    },
  }
}

function healthOf(publisher: Publisher, consumer: Consumer | undefined): BusHealth {
  const sending = publisher.health()
  return sending.status === 'down' ? sending : (consumer?.health() ?? sending)
}
