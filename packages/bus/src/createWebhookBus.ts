import type { BusLog } from './BusLog.ts'
import type { Clock } from './Clock.ts'
import { checkMessage } from './checkMessage.ts'
import { createHandlerList } from './createHandlerList.ts'
import type { Database } from './database/Database.ts'
import type { OutboxBus } from './OutboxBus.ts'
import type { Outbox } from './outbox/Outbox.ts'
import { type Dispatcher, openDispatcher } from './outbox/openDispatcher.ts'
import { openSqlOutbox } from './outbox/openSqlOutbox.ts'
import { systemClock } from './systemClock.ts'
import { createWebhookReceiver, type WebhookAnswer } from './webhook/createWebhookReceiver.ts'
import { createWebhookSender } from './webhook/createWebhookSender.ts'
import { createWebhookSigner } from './webhook/createWebhookSigner.ts'
import type { RawDelivery } from './webhook/readDelivery.ts'

/** How to make a bus of signed webhooks. */
export interface WebhookBusOptions {
  /** `whsec_` and base64 of at least 24 bytes each. The first signs, any of them verifies, so that they can be rotated. */
  secrets: readonly string[]
  /**
   * Where this side sends, and the database (the caller's own, or the location of one) whose table `bus_outbox` keeps what is not
   * delivered yet. Several processes may share it. Without it this side only receives.
   */
  outbox?: { url: string; database: Database | string }
  /** How many messages are under way at the same time. @default 16 */
  concurrency?: number
  /** Sends webhooks. @default the global fetch */
  fetch?: typeof fetch
  /** @default the clock of the machine */
  clock?: Clock
  /** Numbers in [0, 1) that spread the retries. @default Math.random */
  random?: () => number
  /** @default nobody */
  log?: BusLog
}

/** A bus of signed webhooks: it sends from an outbox to one address, and takes what the other side posts. */
export interface WebhookBus extends OutboxBus {
  /** Verifies, parses and hands one delivery to the handlers. It never rejects: answer the POST with its status and no body. */
  receive(delivery: Request | RawDelivery): Promise<WebhookAnswer>
}

/** Makes the bus and goes on with what its outbox still holds. Throws for secrets or a URL that cannot be used. */
export function createWebhookBus(options: WebhookBusOptions): WebhookBus {
  const { secrets, clock = systemClock, log = () => undefined } = options
  const signer = createWebhookSigner({ secrets, clock })
  const handlers = createHandlerList()
  const receiver = createWebhookReceiver({ signer, handlers, log })
  const sending = openSending(options)
  const underWay = new Set<Promise<unknown>>()
  let closed: Promise<void> | undefined

  const sendingNow = (): Sending => {
    if (closed) throw new Error('publish: the bus is closed; publish before close().')
    if (!sending) throw new Error('publish: createWebhookBus needs the option "outbox" to send.')
    return sending
  }
  const receive = async (delivery: Request | RawDelivery): Promise<WebhookAnswer> => {
    if (closed) return { status: 503 }
    const answer = receiver(delivery)
    underWay.add(answer)
    return await answer.finally(() => underWay.delete(answer))
  }
  const close = async (): Promise<void> => {
    await Promise.all([sending?.dispatcher.close(), ...underWay])
    await sending?.outbox.close()
  }
  return {
    *enqueue(message, sql) {
      yield* sendingNow().outbox.insertWithin(sql, checkMessage(message), clock.now())
    },
    wake: () => sending?.dispatcher.wake(),
    async publish(message) {
      const { outbox, dispatcher } = sendingNow()
      await outbox.insert(checkMessage(message), clock.now())
      dispatcher.wake()
    },
    subscribe: (handler) => handlers.add(handler),
    receive,
    // What cannot be sent now waits in its database.
    health: () => ({ status: 'up' }),
    close() {
      closed ??= close()
      return closed
    },
  }
}

interface Sending {
  outbox: Outbox
  dispatcher: Dispatcher
}

function openSending(options: WebhookBusOptions): Sending | undefined {
  if (options.outbox === undefined) return undefined
  const { url, database } = options.outbox
  if (!URL.canParse(url)) throw new Error(`createWebhookBus: outbox.url must be a URL, not "${url}".`)
  const { secrets, clock = systemClock, random = Math.random, log = () => undefined } = options
  const signer = createWebhookSigner({ secrets, clock })
  const outbox = openSqlOutbox(database)
  const send = createWebhookSender({ url, signer, clock, fetch: options.fetch ?? fetch })
  return {
    outbox,
    dispatcher: openDispatcher({ outbox, send, clock, random, log, concurrency: options.concurrency ?? 16 }),
  }
}
