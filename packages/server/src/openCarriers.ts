import { type Clock, createRabbitBus, createWebhookBus, type EventBus } from '@payloom/bus'
import { type Database, isPostgresUrl, openDatabase } from '@payloom/bus/database'
import { createBusLog } from './operations/createBusLog.ts'
import type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
import type { PaymentsEnvironment } from './readEnvironment.ts'
import type { ServiceEvent } from './ServiceEvent.ts'
import { createSqlStore } from './store/createSqlStore.ts'
import type { PaymentStore } from './store/PaymentStore.ts'
import { storeSchema } from './store/storeSchema.ts'
import type { ReceivingBus } from './transport/answerRequest.ts'

/** What brings statuses, and where payments live. Whatever the shop passed in is the shop's to close. */
export interface Carriers {
  bus: ReceivingBus
  /** The same bus, where it can send. */
  outgoing: EventBus | undefined
  store: PaymentStore
  closeBus(): Promise<void>
  closeStore(): Promise<void>
}

/** What they are made with. */
export interface CarrierParts {
  environment: PaymentsEnvironment
  clock: Clock
  observe: (event: ServiceEvent) => void
}

/**
 * Takes the shop's bus and store, and makes those that it did not pass. A broker or a database that is away now is no error here: it
 * is connected to as soon as it is there.
 *
 * @throws TypeError when neither a bus nor an environment for one is there, or for a URL that cannot be used.
 */
export function openCarriers(options: PaymentServiceOptions, parts: CarrierParts): Carriers {
  const { environment, clock } = parts
  if (!options.bus) requireBus(environment)
  // Beside a store of the shop's there is no database of the service's own, so what is sent has nowhere to wait.
  const database = options.store
    ? undefined
    : openDatabase({ location: options.database ?? locationOf(environment), schema: storeSchema() })
  const made = options.bus ? undefined : openBus(parts, options.random, database)
  return {
    bus: (options.bus ?? made?.bus) as ReceivingBus,
    outgoing: options.bus ?? made?.outgoing,
    store: (options.store ??
      (database && createSqlStore({ database, now: () => clock.now() }))) as PaymentStore,
    closeBus: async () => made?.bus.close(),
    closeStore: async () => database?.close(),
  }
}

/** A shop may keep its own tables in a database of another kind, by the same name: then it has to say where payments go. */
function locationOf({ databaseUrl }: PaymentsEnvironment): string {
  if (databaseUrl === undefined || isPostgresUrl(databaseUrl)) return databaseUrl ?? 'payloom.sqlite'
  throw new TypeError(
    'createPaymentService: DATABASE_URL has to begin with postgres://; for a database of another kind pass `database`, where payments live.',
  )
}

function requireBus({ amqpUrl, busSecrets }: PaymentsEnvironment): void {
  if (amqpUrl !== undefined || busSecrets.length > 0) return
  throw new TypeError(
    'createPaymentService: set AMQP_URL or PAYMENTS_BUS_SECRETS, or pass `bus`; without one no status ever arrives.',
  )
}

function openBus(
  { environment, clock, observe }: CarrierParts,
  random: (() => number) | undefined,
  database: Database | undefined,
): { bus: ReceivingBus; outgoing: EventBus | undefined } {
  const { amqpUrl, busSecrets, orchestratorUrl } = environment
  const common = { clock, log: createBusLog(observe), ...(random ? { random } : {}) }
  if (amqpUrl !== undefined) {
    // Without an outbox: an order update waits in the store, and is sent when the broker has confirmed it.
    const bus = createRabbitBus({ url: amqpUrl, side: 'shop', ...common })
    return { bus, outgoing: bus }
  }
  const url = orchestratorUrl && `${orchestratorUrl.replace(/\/+$/, '')}/bus`
  const outbox = url && database ? { url, database } : undefined
  const bus = createWebhookBus({ secrets: busSecrets, ...common, ...(outbox ? { outbox } : {}) })
  return { bus, outgoing: outbox ? bus : undefined }
}
