import { isHTTPError, isNetworkError as isKyNetworkError, isTimeoutError, SchemaValidationError } from 'ky'
import * as v from 'valibot'
import { adviceOf } from '../contract/adviceOf.ts'
import { type Problem, problemSchema } from '../contract/problem.ts'
import { isPaymentError, PaymentError, type PaymentErrorDetails } from '../errors/PaymentError.ts'
import { badResponse } from './badResponse.ts'

/** What is known of a call beside the error that it ended with. */
export interface FailedCall {
  name: string
  /** Whether an answer had begun: what fails then is the answer, not the way to the server. */
  answered: boolean
  /** Set when the answer was cut at its cap. */
  tooLong?: PaymentError | undefined
  aborted: boolean
  online: boolean
  /** Reads the members of a problem that this call may be refused with. */
  readDetails?: ((problem: Problem) => PaymentErrorDetails) | undefined
}

/** Whatever ky, fetch or a schema threw, as the one error of Payloom. ky's own errors carry the URL and the request's headers, so none is kept as a cause. */
export function toPaymentError(error: unknown, call: FailedCall): PaymentError {
  const { name } = call
  const lost = { origin: 'network', retry: 'same' } as const
  if (call.aborted) {
    const message = `${name}: given up by the caller's signal. What was sent stays sent.`
    return new PaymentError({ ...lost, code: 'aborted', message })
  }
  if (isTimeoutError(error)) {
    const message = `${name}: no complete answer in time. Read the status before sending anything again.`
    return new PaymentError({ ...lost, code: 'timeout', message })
  }
  if (isHTTPError(error)) return refusal(error.response, error.data, call)
  if (isPaymentError(error)) return error
  if (call.tooLong) return call.tooLong
  if (call.answered && !isKyNetworkError(error)) return badResponse(name, { why: flawOf(error) })
  if (!call.online) {
    const message = `${name}: the browser is offline. Try again when it is back.`
    return new PaymentError({ ...lost, code: 'offline', message })
  }
  const message = `${name}: the shop proxy could not be reached. Check baseUrl, CORS and connect-src.`
  const cause = isKyNetworkError(error) ? error.cause : error
  return new PaymentError({ ...lost, code: 'network', message, cause })
}

function refusal(response: Response, data: unknown, { name, readDetails }: FailedCall): PaymentError {
  const { status } = response
  const isProblem = /^application\/problem\+json\b/i.test(response.headers.get('content-type') ?? '')
  const parsed = v.safeParse(problemSchema, isProblem ? data : undefined)
  if (!parsed.success) {
    const why =
      response.type === 'opaqueredirect' || (status >= 300 && status < 400)
        ? 'the answer is a redirect, which no call follows'
        : `the answer has status ${status} and no readable problem`
    return badResponse(name, { status, why })
  }
  const { code, supported } = parsed.output
  const retry = adviceOf(code) ?? parsed.output.retry
  return new PaymentError({
    code,
    retry,
    origin: 'proxy',
    message: `${name}: the shop proxy refused with "${code}" (${status}); retry: ${retry}.`,
    details: { status, ...(supported && { supported }), ...readDetails?.(parsed.output) },
  })
}

/** Names the place, never the value: parsers repeat what they choke on. */
function flawOf(error: unknown): string {
  if (error instanceof SchemaValidationError) {
    const path = error.issues[0]?.path
      ?.map((item) => (typeof item === 'object' ? item.key : item))
      .map(String)
    return path
      ? `the answer breaks the contract at "${path.join('.')}"`
      : 'the answer is not what was asked for'
  }
  return error instanceof SyntaxError ? 'the answer is malformed JSON' : 'the answer broke off'
}
