import type { Clock } from '@payloom/bus'
import { headers } from '@payloom/core/contract'
import * as v from 'valibot'
import type { OrchestratorClientOptions } from './OrchestratorClientOptions.ts'
import { OrchestratorError } from './OrchestratorError.ts'
import type { OrchestratorEvent } from './OrchestratorEvent.ts'
import { type JsonAnswer, type JsonCall, sendJson } from './sendJson.ts'

const errorSchema = v.object({
  error: v.object({
    code: v.pipe(v.string(), v.maxLength(64)),
    field: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  }),
})

/** One call of the client. */
export interface OrchestratorCall {
  name: string
  method: JsonCall['method']
  path: string
  payload?: object
  key?: string
  /** It reaches a payment company and may take as long. */
  isPayment?: boolean
}

/** Sends a call and parses its answer. Rejects with one `OrchestratorError`. */
export type SendOrchestratorCall = <T>(
  call: OrchestratorCall,
  schema: v.GenericSchema<unknown, T>,
) => Promise<T>

/**
 * Makes what sends calls: one event each, without paths or bodies.
 *
 * @throws TypeError when the URL or the credentials are missing or unusable.
 */
export function createOrchestratorCall(
  options: OrchestratorClientOptions,
  clock: Clock,
): SendOrchestratorCall {
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
    const { code, field } = refusal.success ? refusal.output.error : {}
    throw new OrchestratorError({
      message: `${name}: the orchestrator answered ${status}${code === undefined ? '' : ` (${code})`}.`,
      failure: status < 500 ? 'refused' : 'unknown',
      status: status === 503 || status === 504 ? status : 502,
      answered: status,
      code,
      field,
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
