import {
  type Clock,
  createRabbitBus,
  createWebhookBus,
  type OutboxBus,
  type WebhookAnswer,
} from '@payloom/bus'
import type { Database } from '@payloom/bus/database'
import type { Log } from './log.ts'

/** Signed webhooks to and from the shop. */
export interface WebhookCarrier {
  /** Where the shop takes messages. */
  url: string
  /** `whsec_` and base64 of at least 24 bytes each. The first signs, any of them verifies. */
  secrets: readonly string[]
}

/** A RabbitMQ broker between shop and orchestrator. */
export interface BrokerCarrier {
  /** `amqp://user:password@host:5672/vhost`, or `amqps://…` */
  amqpUrl: string
  /** What the names of the queues begin with. @default 'payloom' */
  prefix?: string
}

/** What the bus works with. */
export interface BusOptions {
  bus: WebhookCarrier | BrokerCarrier
  database: Database
  clock: Clock
  log: Log
  fetch?: typeof fetch | undefined
  random?: (() => number) | undefined
}

/** The bus, and the door for what the shop posts; with a broker there is none. */
export interface OpenBus {
  bus: OutboxBus
  receive?: (request: Request) => Promise<WebhookAnswer>
}

/** Starts to carry messages; what is not sent yet waits in the ledger's database. Throws for secrets or a URL that cannot be used. */
export function openBus({ bus: carrier, database, fetch, random, ...rest }: BusOptions): OpenBus {
  const chance = random === undefined ? {} : { random }
  if ('amqpUrl' in carrier) {
    const { amqpUrl: url, prefix } = carrier
    const names = { url, side: 'orchestrator', ...(prefix === undefined ? {} : { prefix }) } as const
    return { bus: createRabbitBus({ ...names, outbox: { database }, ...rest, ...chance }) }
  }
  const { url, secrets } = carrier
  const sending = fetch === undefined ? {} : { fetch }
  const bus = createWebhookBus({ secrets, outbox: { url, database }, ...rest, ...chance, ...sending })
  return { bus, receive: bus.receive }
}
