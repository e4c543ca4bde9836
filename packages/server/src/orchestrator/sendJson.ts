import { readCapped } from '../transport/readCapped.ts'
import { OrchestratorError } from './OrchestratorError.ts'

/** One call over HTTP. */
export interface JsonCall {
  /** Names the call in messages. */
  name: string
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers: Record<string, string>
  body?: string | undefined
  /** Milliseconds, for everything: both tries and the whole body. */
  timeout: number
  /** Bytes. */
  maxBody: number
  fetch: typeof globalThis.fetch
}

/** An answer that is JSON, whatever its status; 204 has no body. */
export interface JsonAnswer {
  status: number
  body: unknown
  /** The connection was reset once: an earlier copy of the call may have arrived. */
  isRetried: boolean
}

/** Nothing was sent when these end a connection attempt: refused, no such host, or no trust in the other side. */
const notSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/
/** A kept-alive connection that the other side had closed, or a reset in flight (undici's issues 3492 and 5450). */
const reset = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/

/**
 * Sends a call and reads its JSON. A connection that was reset is tried once more: every call is a read, or carries a key, or is
 * idempotent by its step. Redirects are not followed, so that credentials never reach another host.
 *
 * @throws OrchestratorError for everything but a JSON answer.
 */
export async function sendJson(call: JsonCall): Promise<JsonAnswer> {
  const signal = AbortSignal.timeout(call.timeout)
  try {
    return { ...(await once(call, signal)), isRetried: false }
  } catch (error) {
    if (!reset.test(codeOf(error))) throw failure(call, error, false)
  }
  try {
    return { ...(await once(call, signal)), isRetried: true }
  } catch (error) {
    throw failure(call, error, true)
  }
}

async function once(call: JsonCall, signal: AbortSignal): Promise<Omit<JsonAnswer, 'isRetried'>> {
  const response = await call.fetch(call.url, {
    method: call.method,
    headers: { accept: 'application/json', ...call.headers },
    redirect: 'manual',
    signal,
    ...(call.body === undefined ? {} : { body: call.body }),
  })
  const bad = (what: string): OrchestratorError =>
    new OrchestratorError({
      message: `${call.name}: the orchestrator answered ${response.status} with ${what}. Check PAYMENTS_ORCHESTRATOR_URL.`,
      failure: 'unknown',
      status: 502,
      answered: response.status,
    })
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel()
    throw bad('a redirect, which is not followed')
  }
  if (response.status === 204) return { status: 204, body: undefined }
  const type = response.headers.get('content-type') ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    await response.body?.cancel()
    throw bad('something else than JSON')
  }
  const text = await readCapped(response.body, call.maxBody)
  if (text === undefined) throw bad(`more than ${call.maxBody} bytes`)
  try {
    return { status: response.status, body: JSON.parse(text) as unknown }
  } catch {
    throw bad('broken JSON')
  }
}

function failure(call: JsonCall, error: unknown, mayBeSent: boolean): OrchestratorError {
  if (error instanceof OrchestratorError) return error
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new OrchestratorError({
      message: `${call.name}: the orchestrator did not answer within ${call.timeout} ms.`,
      failure: 'unknown',
      status: 504,
      cause: error,
    })
  }
  const code = codeOf(error)
  const isNotSent = !mayBeSent && notSent.test(code)
  return new OrchestratorError({
    message: `${call.name}: the orchestrator cannot be reached (${code || 'network error'}). Check PAYMENTS_ORCHESTRATOR_URL.`,
    failure: isNotSent ? 'not-sent' : 'unknown',
    status: isNotSent ? 503 : 502,
    cause: error,
  })
}

/** The system's code of a failed fetch: undici hides it in `cause`. */
function codeOf(error: unknown): string {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code
  }
  return ''
}
