import { type Clock, systemClock } from '@payloom/bus'
import {
  capabilitiesSchema,
  headers,
  paymentMethodInstanceSchema,
  paymentMethodsAnswerSchema,
  paymentReadBackSchema,
  paymentValidationResultSchema,
} from '@payloom/core/contract'
import * as v from 'valibot'
import type { OrchestratorClient } from './OrchestratorClient.ts'
import { OrchestratorError } from './OrchestratorError.ts'
import { type JsonAnswer, type JsonCall, sendJson } from './sendJson.ts'

/** Options of {@link createOrchestratorClient}. */
export interface OrchestratorClientOptions {
  /** Base URL, e.g. `https://payments.example`. */
  url: string
  serviceUser: string
  serviceToken: string
  /** Milliseconds for each call but `createPayment` and `updatePayment`, body included. @default 8000 */
  timeout?: number | undefined
  /** Milliseconds for the calls that reach a payment company, body included. @default 25000 */
  paymentTimeout?: number | undefined
  /** Bytes of an answer. @default 1000000 */
  maxBody?: number | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  clock?: Clock | undefined
  /** Receives one event per call. */
  observe?: ((event: OrchestratorEvent) => void) | undefined
}

/** A finished call to the orchestrator. */
export interface OrchestratorEvent {
  type: 'orchestrator'
  call: string
  durationMs: number
  outcome: 'ok' | OrchestratorError['failure']
  status?: number | undefined
  code?: string | undefined
}

/** How long an answer of `GET /capabilities` holds. */
const capabilitiesAge = 300_000

const errorSchema = v.object({
  error: v.object({ code: v.pipe(v.string(), v.maxLength(64)) }),
})

/**
 * Makes the orchestrator's client: the only holder of its credentials.
 *
 * @throws TypeError when the URL or the credentials are missing or unusable.
 */
export function createOrchestratorClient(options: OrchestratorClientOptions): OrchestratorClient {
  const clock = options.clock ?? systemClock
  const call = createCall(options, clock)
  let capabilities: { features: readonly string[]; until: number } | undefined
  return {
    loadMethods: async (payload) =>
      call(
        { name: 'loadMethods', method: 'POST', path: '/payment-methods', payload },
        paymentMethodsAnswerSchema,
      ),
    loadMethod: async ({ provider, method }, payload) =>
      call(
        {
          name: 'loadMethod',
          method: 'POST',
          path: `/payment-methods/${segment(provider)}/${segment(method)}`,
          payload,
        },
        paymentMethodInstanceSchema,
      ),
    createPayment: async (payload) =>
      call(
        {
          name: 'createPayment',
          method: 'POST',
          path: '/payment',
          payload,
          key: payload.attemptId,
          isPayment: true,
        },
        paymentValidationResultSchema,
      ),
    updatePayment: async (paymentId, payload) =>
      call(
        {
          name: 'updatePayment',
          method: 'PUT',
          path: `/payment/${segment(paymentId)}`,
          payload,
          isPayment: true,
        },
        paymentValidationResultSchema,
      ),
    cancelPayment: async (paymentId, payload) =>
      call(
        { name: 'cancelPayment', method: 'POST', path: `/payment/${segment(paymentId)}/cancel`, payload },
        paymentValidationResultSchema,
      ),
    async readPayment(paymentId) {
      try {
        return await call(
          { name: 'readPayment', method: 'GET', path: `/payment/${segment(paymentId)}` },
          paymentReadBackSchema,
        )
      } catch (error) {
        // Only the orchestrator's own word counts: a gateway's 404 tells nothing of the payment.
        if (error instanceof OrchestratorError && error.answered === 404 && error.code === 'not-found')
          return undefined
        throw error
      }
    },
    async supports(feature) {
      if (!capabilities || capabilities.until <= clock.now()) {
        try {
          const answer = await call(
            { name: 'supports', method: 'GET', path: '/capabilities' },
            capabilitiesSchema,
          )
          capabilities = { features: answer.features, until: clock.now() + capabilitiesAge }
        } catch (error) {
          // An older orchestrator has no such call and none of the features; one that is down says nothing of what it can do.
          if (!(error instanceof OrchestratorError) || error.answered !== 404) throw error
          capabilities = { features: [], until: clock.now() + capabilitiesAge }
        }
      }
      return capabilities.features.includes(feature)
    },
  }
}

interface Call {
  name: string
  method: JsonCall['method']
  path: string
  payload?: object
  key?: string
  isPayment?: boolean
}

type SendCall = <T>(call: Call, schema: v.GenericSchema<unknown, T>) => Promise<T>

function createCall(options: OrchestratorClientOptions, clock: Clock): SendCall {
  const base = baseUrl(options)
  const { timeout = 8000, paymentTimeout = 25_000, maxBody = 1_000_000, observe } = options
  const send = options.fetch ?? globalThis.fetch
  return async (call, schema) => {
    const start = clock.now()
    const report = (
      outcome: OrchestratorEvent['outcome'],
      more: { status?: number; code?: string } = {},
    ): void =>
      observe?.({ type: 'orchestrator', call: call.name, durationMs: clock.now() - start, outcome, ...more })
    try {
      const answer = await sendJson({
        name: call.name,
        url: `${base}${call.path}`,
        method: call.method,
        headers: {
          authorization: `Bearer ${options.serviceUser}:${options.serviceToken}`,
          ...(call.payload ? { 'content-type': 'application/json' } : {}),
          ...(call.key ? { [headers.idempotencyKey]: call.key } : {}),
        },
        ...(call.payload ? { body: JSON.stringify(call.payload) } : {}),
        timeout: call.isPayment ? paymentTimeout : timeout,
        maxBody,
        fetch: send,
      })
      const value = parse(call.name, answer, schema)
      report('ok', { status: answer.status })
      return value
    } catch (error) {
      if (error instanceof OrchestratorError) {
        report(error.failure, {
          ...(error.answered === undefined ? {} : { status: error.answered }),
          ...(error.code === undefined ? {} : { code: error.code }),
        })
      }
      throw error
    }
  }
}

function parse<T>(
  name: string,
  { status, body, isRetried }: JsonAnswer,
  schema: v.GenericSchema<unknown, T>,
): T {
  if (status >= 400) {
    const refusal = v.safeParse(errorSchema, body)
    const code = refusal.success ? refusal.output.error.code : undefined
    throw new OrchestratorError({
      message: `${name}: the orchestrator answered ${status}${code === undefined ? '' : ` (${code})`}.`,
      failure: status < 500 ? 'refused' : 'unknown',
      status: status === 503 || status === 504 ? status : 502,
      answered: status,
      code,
      isRetried,
    })
  }
  const parsed = v.safeParse(schema, body)
  if (parsed.success) return parsed.output
  const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').join(', ')
  throw new OrchestratorError({
    message: `${name}: the orchestrator's answer does not have the contract's shape (at ${where.slice(0, 200)}).`,
    failure: 'unknown',
    status: 502,
    answered: status,
  })
}

function baseUrl({ url, serviceUser, serviceToken }: OrchestratorClientOptions): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError(
      'createOrchestratorClient: `url` has to be an http(s) URL, e.g. PAYMENTS_ORCHESTRATOR_URL.',
    )
  }
  // Control characters would end the header; an empty credential would send every call unauthorised.
  if (!/^[\x21-\x7e]+$/.test(serviceUser) || !/^[\x21-\x7e]+$/.test(serviceToken)) {
    throw new TypeError(
      'createOrchestratorClient: `serviceUser` and `serviceToken` have to be set, e.g. from PAYMENTS_SERVICE_USER and PAYMENTS_SERVICE_TOKEN.',
    )
  }
  return url.replace(/\/+$/, '')
}

/** A path segment: encoded, and never one that climbs. */
function segment(value: string): string {
  if (value === '' || value === '.' || value === '..') {
    throw new TypeError(`OrchestratorClient: ${JSON.stringify(value)} is not an id.`)
  }
  return encodeURIComponent(value)
}
