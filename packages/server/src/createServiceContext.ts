import type { Clock, EventBus } from '@payloom/bus'
import { restoreCart } from './handlers/restoreCart.ts'
import type { ServiceContext } from './handlers/ServiceContext.ts'
import { announceFacts } from './listener/announceFacts.ts'
import { createListener } from './listener/createListener.ts'
import { createReadBack } from './listener/createReadBack.ts'
import type { OrchestratorClient } from './orchestrator/OrchestratorClient.ts'
import type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
import { createPaymentLedger } from './payment/createPaymentLedger.ts'
import { createQuotes, type Quotes } from './payment/createQuotes.ts'
import { createReturnTokens, type ReturnTokens } from './payment/createReturnTokens.ts'
import { sealRequest } from './payment/sealRequest.ts'
import { createRelay } from './relay/createRelay.ts'
import type { StreamLimits } from './relay/StreamLimits.ts'
import type { ServiceEvent } from './ServiceEvent.ts'
import type { PaymentStore } from './store/PaymentStore.ts'
import { createLimiter } from './transport/createLimiter.ts'
import { createOrderUpdates } from './updates/createOrderUpdates.ts'

/** What a service is composed of beside its options. */
export interface ServiceParts {
  orchestrator: (tenant: string) => OrchestratorClient
  store: PaymentStore
  /** The bus, where it can send. */
  outgoing: EventBus | undefined
  clock: Clock
  observe: (event: ServiceEvent) => void
  /** The shop's public origin. */
  origin: string
  basePath: string
}

/** Makes what every handler works with. */
export function createServiceContext(options: PaymentServiceOptions, parts: ServiceParts): ServiceContext {
  const { orchestrator, store, outgoing, clock, observe, origin, basePath } = parts
  const ledger = createPaymentLedger({
    store,
    clock,
    onTransition: ({ paymentId }, from, to) => observe({ type: 'transition', paymentId, from, to }),
  })
  const readBack = createReadBack({
    ledger,
    orchestrator,
    clock,
    announce: (key, facts) => announceFacts({ store, clock, tenant: options.busTenant }, key, facts),
  })
  let quotes: Promise<Quotes> | undefined
  let tokens: Promise<ReturnTokens> | undefined
  const told = { orders: options.orders, ledger, clock, observe }
  const returnToken: ServiceContext['returnToken'] = async (key, attemptId) => {
    tokens ??= store.secret().then(createReturnTokens)
    return (await tokens).issue(key, attemptId)
  }
  return {
    authorize: options.authorize,
    orders: options.orders,
    orchestrator,
    store,
    ledger,
    readBack,
    listener: createListener({
      ...{ store, ledger, readBack, clock, observe },
      restoreCart: (key) => restoreCart(told, key),
      tenant: options.busTenant,
    }),
    updates: createOrderUpdates({
      ...{ store, ledger, clock, observe },
      ...{ bus: outgoing, tenant: options.busTenant },
    }),
    relay: createRelay({
      ...{ store, ledger, clock, observe, maxStreamAge: options.maxStreamAge },
      random: options.random ?? Math.random,
      limits: streamLimitsOf(options.limits),
    }),
    quotes() {
      quotes ??= store.secret().then(createQuotes)
      return quotes
    },
    clock,
    seal: (requestHash, attemptId) => sealRequest(requestHash, attemptId, options.sealCost),
    calls: createLimiter(options.limits?.callsPerMinute ?? 600, clock),
    addresses: createLimiter(options.limits?.callsPerMinutePerAddress ?? 2400, clock),
    attempts: createLimiter(options.limits?.attemptsPerMinute ?? 30, clock),
    balances: createLimiter(10, clock),
    returns: createLimiter(60, clock),
    resumes: createLimiter(30, clock),
    returnToken,
    returnUrl: async (key, attemptId) => `${origin}${basePath}/return/${await returnToken(key, attemptId)}`,
    cookieScope: { path: basePath === '' ? '/' : basePath, isSecure: origin.startsWith('https:') },
    observe,
  }
}

function streamLimitsOf(limits: PaymentServiceOptions['limits'] = {}): Partial<StreamLimits> {
  return {
    ...(limits.streamsPerSession === undefined ? {} : { perSession: limits.streamsPerSession }),
    ...(limits.streamsPerPayment === undefined ? {} : { perPayment: limits.streamsPerPayment }),
    ...(limits.streamsPerAddress === undefined ? {} : { perAddress: limits.streamsPerAddress }),
    ...(limits.streams === undefined ? {} : { inAll: limits.streams }),
  }
}
