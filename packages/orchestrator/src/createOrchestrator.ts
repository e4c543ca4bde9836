import { type Clock, systemClock } from '@payloom/bus'
import { openDatabase } from '@payloom/bus/database'
import type { Context } from './Context.ts'
import { type ChoreWorker, openChoreWorker } from './chores/openChoreWorker.ts'
import { openRetention } from './chores/openRetention.ts'
import { runChore } from './chores/runChore.ts'
import type { Configuration } from './configuration/Configuration.ts'
import { ConfigurationError } from './configuration/ConfigurationError.ts'
import { parseConfiguration } from './configuration/parseConfiguration.ts'
import type { Connector } from './connectors/Connector.ts'
import { createKeyedQueue } from './createKeyedQueue.ts'
import { createHandler } from './http/createHandler.ts'
import { createRoutes } from './http/createRoutes.ts'
import { type HttpServer, openHttpServer } from './http/openHttpServer.ts'
import type { Profile } from './http/Profile.ts'
import type { Log } from './log.ts'
import { type BrokerCarrier, openBus, type WebhookCarrier } from './openBus.ts'
import { createStore } from './store/createStore.ts'
import { ledgerSchema } from './store/ledgerSchema.ts'

import { acceptOrderUpdate } from './updates/acceptOrderUpdate.ts'

/** How to run an orchestrator. */
export interface OrchestratorOptions {
  /** The documented JSON, parsed: which methods are offered, to whom, and at what price. */
  configuration: unknown
  /** One per provider that the configuration names. */
  connectors: readonly Connector[]
  /** The ledger: `postgres://…` (in the schema `payloom_orchestrator`), a SQLite file, or `:memory:`, which keeps nothing. */
  database: string
  /** `user:token`, which the shop sends as its bearer token. */
  serviceToken: string
  /** How messages get to the shop and its own here: signed webhooks, or a broker. */
  bus: WebhookCarrier | BrokerCarrier
  /** What the address of a webhook names. @default demo/shop/local */
  profile?: Profile
  /**
   * Milliseconds after the last word of an attempt that what is personal of it is erased; `Infinity` keeps it. @default 30 days
   */
  eraseAfter?: number
  /** Port to listen on. @default 0, a free one */
  port?: number
  /** Address to listen on. @default '127.0.0.1' */
  host?: string
  /** @default the clock of the machine */
  clock?: Clock
  /** Sends the bus's webhooks. @default the global fetch */
  fetch?: typeof fetch
  /** Numbers in [0, 1) that spread the bus's retries. @default Math.random */
  random?: () => number
  /** Receives what happens, as allow-listed entries. @default nobody */
  log?: Log
}

/** A payment orchestrator that a shop can run. */
export interface Orchestrator {
  /** Answers one request, e.g. within another server. */
  fetch(request: Request): Promise<Response>
  /** Starts to listen. Throws when the port is taken. */
  listen(): Promise<{ origin: string; port: number }>
  /** Ends running requests and deliveries; what was not delivered goes on with the next start. */
  close(): Promise<void>
}

const demo: Profile = { organization: 'demo', project: 'shop', environment: 'local' }

/**
 * Makes an orchestrator, and goes on with the messages that its ledger still holds.
 *
 * @throws ConfigurationError that names what to mend; Error for a secret or URL that cannot be used.
 */
export function createOrchestrator(options: OrchestratorOptions): Orchestrator {
  const { clock = systemClock, log = () => undefined, host = '127.0.0.1', serviceToken } = options
  if (!/^[^:\s]+:\S+$/.test(serviceToken)) {
    throw new ConfigurationError('createOrchestrator: serviceToken has to be "user:token".')
  }
  const configuration = parseConfiguration(options.configuration)
  const connectors = connectorsOf(configuration, options.connectors)
  const database = openDatabase({ location: options.database, schema: ledgerSchema })
  const { bus, receive } = openBus({ ...options, database, clock, log })
  let worker: ChoreWorker | undefined
  const onChore = (): void => worker?.wake()
  const store = createStore({ database, bus, clock, log, onChore })
  const context: Context = { configuration, connectors, store, queue: createKeyedQueue(), clock, log }
  worker = openChoreWorker({ store, run: (chore) => runChore(context, chore), clock, log })
  const retention = openRetention({ store, clock, log, eraseAfter: options.eraseAfter })
  bus.subscribe((message) => acceptOrderUpdate(context, message))
  const routes = createRoutes(context, { profile: options.profile ?? demo, bus, receive })
  const fetch = createHandler({ routes, serviceToken, clock, log })
  let server: HttpServer | undefined
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await server?.close()
    await worker?.close()
    await retention.close()
    await context.queue.drain()
    await bus.close()
    await store.close()
    log({ event: 'closed' })
  }
  return {
    fetch,
    async listen() {
      server = await openHttpServer(fetch, host, options.port ?? 0)
      const { port } = server
      const origin = `http://${host}:${port}`
      log({ event: 'listening', origin, port })
      return { origin, port }
    },
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** Connectors by provider. Throws for a configured method that no connector knows, or whose details are wrong. */
function connectorsOf(
  { providers }: Configuration,
  connectors: readonly Connector[],
): ReadonlyMap<string, Connector> {
  const byProvider = new Map(connectors.map((connector) => [connector.provider, connector]))
  const problems = providers.flatMap(({ providerId, methods }) => {
    const connector = byProvider.get(providerId)
    if (!connector) return [`there is no connector for the provider "${providerId}"`]
    return methods.flatMap(({ methodId, config }) => {
      const name = `${providerId}/${methodId}`
      const traits = connector.methods.get(methodId)
      if (!traits) return [`${name} is no method of its connector`]
      if (traits.takesPart && !connector.capture) return [`the connector of ${name} needs capture`]
      if (traits.isStorable && !connector.deleteStored) return [`the connector of ${name} needs deleteStored`]
      const problem = connector.problemOf(methodId, config.details)
      return problem === undefined ? [] : [`details of ${name}: ${problem}`]
    })
  })
  if (problems.length === 0) return byProvider
  throw new ConfigurationError(`createOrchestrator: mend the configuration. ${problems.join('; ')}.`)
}
