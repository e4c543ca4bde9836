import { type Clock, createWebhookBus, type EventBus } from '@payloom/bus'
import type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
import type { PaymentsEnvironment } from './readEnvironment.ts'
import { createSqliteStore } from './store/createSqliteStore.ts'
import type { PaymentStore } from './store/PaymentStore.ts'
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

/**
 * Takes the shop's bus and store, and makes those that it did not pass.
 *
 * @throws TypeError when neither a bus nor an environment for one is there.
 */
export function openCarriers(
  options: PaymentServiceOptions,
  environment: PaymentsEnvironment,
  clock: Clock,
): Carriers {
  // What is sent waits in the service's own database; beside a store of the shop's there is none.
  const location = options.store ? undefined : 'payloom.sqlite'
  const outbox = outboxOf(environment, location)
  const bus = options.bus ?? defaultBus(environment, clock, outbox)
  const store = options.store ?? createSqliteStore({ path: 'payloom.sqlite', now: () => clock.now() })
  return {
    bus,
    outgoing: options.bus || outbox ? bus : undefined,
    store,
    closeBus: async () => (options.bus ? undefined : bus.close()),
    closeStore: async () => (options.store ? undefined : store.close()),
  }
}

interface WebhookOutbox {
  url: string
  database: string
}

function outboxOf(
  { orchestratorUrl }: PaymentsEnvironment,
  location: string | undefined,
): WebhookOutbox | undefined {
  if (orchestratorUrl === undefined || location === undefined) return undefined
  return { url: `${orchestratorUrl.replace(/\/+$/, '')}/bus`, database: location }
}

function defaultBus(
  { busSecrets }: PaymentsEnvironment,
  clock: Clock,
  outbox: WebhookOutbox | undefined,
): ReceivingBus {
  if (busSecrets.length === 0) {
    throw new TypeError(
      'createPaymentService: set PAYMENTS_BUS_SECRETS or pass `bus`; without one no status ever arrives.',
    )
  }
  return createWebhookBus({ secrets: busSecrets, clock, ...(outbox ? { outbox } : {}) })
}
