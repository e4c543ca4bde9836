import { type Clock, systemClock } from '@payloom/bus'
import { createServiceContext } from './createServiceContext.ts'
import { cancelPayment } from './handlers/cancelPayment.ts'
import { createDispatcher, id } from './handlers/createDispatcher.ts'
import { createPartsRelease } from './handlers/createPartsRelease.ts'
import { createRecovery } from './handlers/createRecovery.ts'
import { createSetup } from './handlers/createSetup.ts'
import { deleteStoredMethod } from './handlers/deleteStoredMethod.ts'
import { loadBalance } from './handlers/loadBalance.ts'
import { loadMethod } from './handlers/loadMethod.ts'
import { loadMethodList } from './handlers/loadMethodList.ts'
import { loadQuote } from './handlers/loadQuote.ts'
import { loadStoredMethods } from './handlers/loadStoredMethods.ts'
import { openStream } from './handlers/openStream.ts'
import { readAttempt } from './handlers/readAttempt.ts'
import { readStatus } from './handlers/readStatus.ts'
import { receiveReturn } from './handlers/receiveReturn.ts'
import { resume } from './handlers/resume.ts'
import type { ServiceContext } from './handlers/ServiceContext.ts'
import { updatePayment } from './handlers/updatePayment.ts'
import { validate } from './handlers/validate.ts'
import { openCarriers } from './openCarriers.ts'
import { createObserver } from './operations/createObserver.ts'
import { createReadiness } from './operations/createReadiness.ts'
import { createOrchestratorClient } from './orchestrator/createOrchestratorClient.ts'
import type { OrchestratorClient } from './orchestrator/OrchestratorClient.ts'
import type { PaymentService } from './PaymentService.ts'
import type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
import { type PaymentsEnvironment, readEnvironment } from './readEnvironment.ts'
import { createRetention } from './retention/createRetention.ts'
import type { ServiceEvent } from './ServiceEvent.ts'
import { type Answering, answerRequest } from './transport/answerRequest.ts'
import type { Caller } from './transport/Caller.ts'
import { createCallCounter } from './transport/createCallCounter.ts'
import { endWithin } from './transport/endWithin.ts'
import { hashOf } from './transport/readBody.ts'
import type { ServiceAnswer } from './transport/ServiceAnswer.ts'
import { streamResponse } from './transport/streamResponse.ts'

/**
 * Makes the shop's payment service: mount its `fetch`, or `toNodeHandler(service)`, at its base path.
 *
 * @throws TypeError when something is missing that has no default or cannot be had, saying what to set.
 */
export function createPaymentService(options: PaymentServiceOptions): PaymentService {
  requireOrderFirst(options.orders.when)
  const environment = readEnvironment(options.env ?? process.env)
  const clock = options.clock ?? systemClock
  const { observe, openStreams } = createObserver(options.observe)
  const basePath = (options.basePath ?? '/api/payments').replace(/\/+$/, '')
  const origin = originOf(options.redirectBaseUrl ?? environment.redirectBaseUrl)
  const returnPage = returnPageOf(origin, options.returnPage ?? environment.redirectUrl)
  const orchestrator = orchestratorOf(options, environment, clock, observe)
  const { bus, outgoing, store, closeBus, closeStore } = openCarriers(options, {
    environment,
    clock,
    observe,
  })

  const service = createServiceContext(options, {
    ...{ orchestrator, store, outgoing, clock, observe, origin, basePath },
  })
  const chores = choresOf(service, options)
  const unsubscribe = bus.subscribe((message) => service.listener.receive(message))
  const answering: Answering = {
    basePath,
    allowedOrigins: options.allowedOrigins ?? [origin],
    bus,
    dispatch: createDispatcher(service),
    openStream: (request, params, address) =>
      openStream(service, { request }, { paymentId: id(params.paymentId), address }),
    countAddress: (address) => service.addresses.count(address),
    receiveReturn: (request, token) => receiveReturn(service, request, token),
    returnPage,
    relay: service.relay,
    now: () => clock.now(),
    observe,
  }
  const calls = createCallCounter(clock)
  let closing: Promise<void> | undefined
  const readiness = createReadiness({
    ...{ store, bus, clock },
    streams: openStreams,
    isDraining: () => closing !== undefined,
  })
  const answerCounted = (request: Request, caller?: Caller): Promise<ServiceAnswer> =>
    calls.count(answerRequest(answering, request, caller))
  return {
    basePath,
    answer: answerCounted,
    async fetch(request, caller) {
      const answer = await answerCounted(request, caller)
      return answer.kind === 'stream' ? streamResponse(answer) : answer.response
    },
    ...callsOf(service),
    on: (event, handler) => service.listener.on(event, handler),
    readiness,
    close() {
      closing ??= endWithin(longestClosing, clock, [
        () => {
          service.relay.close()
          unsubscribe()
          return Promise.allSettled(chores.map((chore) => chore.close()))
        },
        // A browser may have left, but the answer to its payment has to be stored.
        () => calls.settle(longestClosing),
        closeBus,
        () => service.listener.close(),
      ]).then(() => endWithin(longestLeaving, clock, [closeStore]))
      return closing
    },
  }
}

/** What goes on by itself. */
function choresOf(
  service: ServiceContext,
  { partsExpireAfter, eraseAfter }: PaymentServiceOptions,
): { close(): Promise<void> }[] {
  return [
    createPartsRelease(service, partsExpireAfter),
    createRecovery(service),
    createRetention({ ...service, eraseAfter }),
    service.updates,
  ]
}

/** Milliseconds that everything under way has to end in: whoever sends SIGTERM seldom waits for more than ten seconds. */
const longestClosing = 9_000
/** Milliseconds for the database to take leave: one that does not answer would hold the end up for a minute. */
const longestLeaving = 500

/** The calls as functions. */
function callsOf(
  service: ServiceContext,
): Omit<PaymentService, 'basePath' | 'answer' | 'fetch' | 'on' | 'readiness' | 'close'> {
  return {
    loadMethodList: (context, request) => loadMethodList(service, context, request),
    loadMethod: (context, request) => loadMethod(service, context, request),
    validate(context, { paymentId, attemptId, ...request }) {
      const requestHash = hashOf(JSON.stringify(request))
      return validate(service, context, { paymentId, attemptId, request, requestHash })
    },
    readAttempt: (context, request) => readAttempt(service, context, request),
    updatePayment(context, { paymentId, attemptId, ...request }) {
      const requestHash = hashOf(JSON.stringify(request))
      return updatePayment(service, context, { paymentId, attemptId, request, requestHash })
    },
    cancelPayment: (context, request) => cancelPayment(service, context, request),
    readStatus: (context, request) => readStatus(service, context, request),
    resume: (context, request) => resume(service, context, request),
    loadQuote: (context, request) => loadQuote(service, context, request),
    loadBalance: (context, request) => loadBalance(service, context, request),
    createSetup: (context) => createSetup(service, context),
    loadStoredMethods: (context) => loadStoredMethods(service, context),
    deleteStoredMethod: (context, request) => deleteStoredMethod(service, context, request),
    sendOrderUpdate: (update, of) => service.updates.send(update, of),
    readRefundable: (request) => service.updates.readRefundable(request),
  }
}

function orchestratorOf(
  { orchestrator }: PaymentServiceOptions,
  { orchestratorUrl, serviceUser, serviceToken }: PaymentsEnvironment,
  clock: Clock,
  observe: (event: ServiceEvent) => void,
): (tenant: string) => OrchestratorClient {
  if (typeof orchestrator === 'function') return orchestrator
  if (orchestrator) return () => orchestrator
  const client = createOrchestratorClient({
    url: orchestratorUrl ?? '',
    serviceUser: serviceUser ?? '',
    serviceToken: serviceToken ?? '',
    clock,
    observe,
  })
  return () => client
}

/** Types do not reach every shop: another order of events than the one that is built must not pass for it. */
function requireOrderFirst(when: unknown): void {
  if (when === 'before-payment') return
  throw new TypeError(
    `createPaymentService: orders.when is ${JSON.stringify(when)}; set it to "before-payment".`,
  )
}

function originOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError(
      'createPaymentService: set PAYMENTS_REDIRECT_BASE_URL or pass `redirectBaseUrl`, the shop’s public origin, e.g. https://shop.example.',
    )
  }
  return new URL(url).origin
}

/** The shop's own page: a return must not lead elsewhere by a slip of the configuration. */
function returnPageOf(origin: string, page: string): string {
  const url = URL.canParse(page, origin) ? new URL(page, origin) : undefined
  if (url?.origin === origin) return url.href
  throw new TypeError(
    'createPaymentService: `returnPage` (PAYMENTS_REDIRECT_URL) has to be a path of the shop’s public origin, e.g. /checkout/return.',
  )
}
