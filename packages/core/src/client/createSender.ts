import ky, { type KyInstance } from 'ky'
import type * as v from 'valibot'
import type { Problem } from '../contract/problem.ts'
import { type RouteName, routePath, routes } from '../contract/route.ts'
import { PaymentError, type PaymentErrorDetails } from '../errors/PaymentError.ts'
import { checkAnswer } from './checkAnswer.ts'
import { guardObserver } from './guardObserver.ts'
import { identityHeaders } from './identityHeaders.ts'
import type { PaymentClientOptions } from './PaymentClientOptions.ts'
import { type FailedCall, toPaymentError } from './toPaymentError.ts'

/** One call as its file describes it. */
export interface Call<T> {
  name: RouteName
  params?: Record<string, string> | undefined
  query?: Record<string, string | number | boolean | undefined> | undefined
  /** Sent as JSON; absent sends no body. */
  body?: unknown
  headers?: Record<string, string> | undefined
  /** What the answer is; absent for calls that answer without a body. */
  schema?: v.GenericSchema<unknown, T> | undefined
  readDetails?: ((problem: Problem) => PaymentErrorDetails) | undefined
  signal?: AbortSignal | undefined
}

/** Sends one call: resolves with the parsed answer or rejects with one `PaymentError`. */
export type Send = <T>(call: Call<T>) => Promise<T>

/** What is seen of an answer while it is read. */
type Seen = Pick<FailedCall, 'answered' | 'tooLong'>

/** Makes the one function that all calls go through. Only GET is ever sent twice. */
export function createSender(options: PaymentClientOptions): Send {
  const { observe, now = Date.now, isOnline = () => globalThis.navigator?.onLine !== false } = options
  const http = createHttp(options, isOnline)
  const report = guardObserver(observe)
  const tell = (name: string, started: number, outcome: string) =>
    report({ type: 'call', name, durationMs: now() - started, outcome })
  return async (call) => {
    const started = now()
    const seen: Seen = { answered: false }
    try {
      const value = await exchange(http, options, call, seen)
      tell(call.name, started, 'ok')
      return value
    } catch (caught) {
      const error = toPaymentError(caught, {
        ...call,
        ...seen,
        aborted: call.signal?.aborted === true,
        online: isOnline(),
      })
      tell(call.name, started, error.code)
      throw error
    }
  }
}

function createHttp(options: PaymentClientOptions, isOnline: () => boolean): KyInstance {
  const { baseUrl, getToken, fetch, random = Math.random } = options
  return ky.create({
    prefix: baseUrl,
    ...(fetch && { fetch }),
    timeout: options.timeout ?? 10_000,
    totalTimeout: options.totalTimeout ?? 30_000,
    // Followed, a redirect to a login page would answer 200; as an error it could not be told from a dead network.
    redirect: 'manual',
    cache: 'no-store',
    credentials: getToken ? 'omit' : 'same-origin',
    retry: {
      limit: 2,
      methods: ['get'],
      statusCodes: [408, 429, 500, 502, 503, 504],
      afterStatusCodes: [429, 503],
      // ky's own limit is Infinity: "Retry-After: 86400" would hang the page for a day.
      maxRetryAfter: 5000,
      jitter: (delay) => delay * (0.5 + random() / 2),
      shouldRetry: () => (isOnline() ? undefined : false),
    },
  })
}

async function exchange<T>(
  http: KyInstance,
  { maxBodyBytes = 1_000_000, ...identity }: PaymentClientOptions,
  call: Call<T>,
  seen: Seen,
): Promise<T> {
  const { name, schema, body, signal } = call
  const { method } = routes[name]
  const pending = inPage(name, () =>
    http(routePath(name, call.params).slice(1), {
      method,
      json: body,
      ...(call.query && { searchParams: call.query }),
      ...(signal && { signal }),
      headers: {
        accept: 'application/json, application/problem+json',
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      hooks: {
        beforeRequest: [
          async ({ request }) => {
            const headers = await identityHeaders(name, identity)
            headers.forEach((value, key) => {
              request.headers.set(key, value)
            })
          },
        ],
        afterResponse: [
          ({ response }) => {
            seen.answered = true
            seen.tooLong = undefined
            return checkAnswer(name, response, {
              maxBytes: maxBodyBytes,
              onTooLong: (error) => {
                seen.tooLong = error
              },
            })
          },
        ],
      },
    }),
  )
  // Without a schema nothing is due, and nothing is read: the value is `undefined`.
  if (schema) return pending.json(schema)
  await pending
  return undefined as T
}

/** What throws here threw before anything was sent. */
function inPage<R>(name: string, make: () => R): R {
  try {
    return make()
  } catch (cause) {
    throw new PaymentError({
      code: 'bad-request',
      origin: 'page',
      message: `${name}: nothing was sent. Check the ids and the body; outside a browser baseUrl has to be absolute.`,
      cause,
    })
  }
}
