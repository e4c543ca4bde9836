import type { Clock } from '@payloom/bus'
import * as v from 'valibot'
import { CompanyError } from '../CompanyError.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import { companyErrorSchema } from './companyPayment.ts'

/** How to reach the company. */
export interface CompanyClientOptions {
  /** Base URL of its API. */
  url: string
  secretKey: string
  /** Milliseconds for one call, its retry and its body included. */
  timeout: number
  clock: Clock
  fetch: typeof fetch
}

/** One call of the company's API. */
export interface CompanyCall<T> {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  body?: unknown
  idempotencyKey?: string
  /** Milliseconds, where less than the client's is wanted. */
  timeout?: number
  /** Of `undefined` for a 204. */
  answer: v.GenericSchema<unknown, T>
}

/** Calls the company. Throws a CompanyRefusal for a 4xx that it explains, and a CompanyError for all that leaves the outcome open. */
export type CompanyClient = <T>(call: CompanyCall<T>) => Promise<T>

/** The most that an answer may weigh: 256 KB. */
const limit = 256 * 1024
/** Refused for the moment only: the same request may well be accepted later. */
const passing = new Set([408, 409, 425, 429])

/** A gateway's word that it waits no longer: the company may still get the request. */
const abandoning = new Set([408, 502, 504])
/** No connection was made, so nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Makes the only holder of the company's secret key. */
export function createCompanyClient(options: CompanyClientOptions): CompanyClient {
  const base = options.url.replace(/\/+$/, '')
  return async <T>(call: CompanyCall<T>): Promise<T> => {
    const stop = new AbortController()
    const forget = options.clock.after(Math.min(options.timeout, call.timeout ?? options.timeout), () =>
      stop.abort(),
    )
    try {
      return readAnswer(call, await send(options, base, call, stop.signal))
    } catch (error) {
      if (error instanceof CompanyRefusal || error instanceof CompanyError) throw error
      const code = systemCode(error)
      const mayArrive = stop.signal.aborted || code === undefined || !neverSent.has(code)
      throw new CompanyError(stop.signal.aborted ? 'timeout' : (code ?? 'network'), {
        cause: error,
        mayArrive,
      })
    } finally {
      forget()
    }
  }
}

interface Answer {
  status: number
  /** Absent when it is no JSON. */
  text?: string
  /** The connection was reset once: an earlier copy of the request may still arrive. */
  isRetried?: boolean
}

async function send(
  options: CompanyClientOptions,
  base: string,
  call: CompanyCall<unknown>,
  signal: AbortSignal,
): Promise<Answer> {
  const request = async (): Promise<Answer> => {
    const response = await options.fetch(`${base}${call.path}`, {
      method: call.method,
      headers: headersOf(options.secretKey, call),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      // The secret key is not carried to wherever an answer points.
      redirect: 'manual',
      signal,
    })
    return await readResponse(response)
  }
  try {
    return await request()
  } catch (error) {
    // A kept connection that the company has closed meanwhile. The same key makes it safe to send again.
    if (signal.aborted || !isReset(error)) throw error
    return { ...(await retry(request)), isRetried: true }
  }
}

/** Whatever becomes of the second request, the first may still arrive. */
async function retry(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request()
  } catch (error) {
    if (error instanceof CompanyError) throw error
    throw new CompanyError(systemCode(error) ?? 'network', { cause: error })
  }
}

function headersOf(
  secretKey: string,
  { body, idempotencyKey }: CompanyCall<unknown>,
): Record<string, string> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${secretKey}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  }
}

async function readResponse(response: Response): Promise<Answer> {
  if (!/^application\/json\b/i.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel()
    return { status: response.status }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > limit) throw new CompanyError('too-large')
    chunks.push(chunk)
  }
  return { status: response.status, text: Buffer.concat(chunks).toString('utf8') }
}

function readAnswer<T>(call: CompanyCall<T>, { status, text, isRetried = false }: Answer): T {
  // A success may have made the payment, whatever it says.
  const mayArrive = isRetried || status < 400 || abandoning.has(status)
  const isEmpty = status === 204
  if (text === undefined && !isEmpty) throw new CompanyError(`status ${status} without JSON`, { mayArrive })
  const json = text === undefined || isEmpty ? undefined : parseJson(text)
  if (status >= 200 && status < 300) {
    const answer = v.safeParse(call.answer, json)
    if (answer.success) return answer.output
    throw new CompanyError('bad-shape')
  }
  const refusal = v.safeParse(companyErrorSchema, json)
  if (status >= 400 && status < 500 && !passing.has(status) && refusal.success) {
    throw new CompanyRefusal(status, refusal.output.error.code)
  }
  throw new CompanyError(`status ${status}`, { mayArrive })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CompanyError('malformed-json', { cause: error })
  }
}

function isReset(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(systemCode(error) ?? '')
}

function systemCode(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
}
