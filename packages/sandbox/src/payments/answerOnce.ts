import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { ApiError } from '../http/apiError.ts'
import type { Store } from '../store/openStore.ts'
import type { Payment } from './payment.ts'

/** The Idempotency-Key of a request, or a 400. */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string {
  const key = headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new ApiError(
      400,
      'idempotency_key_required',
      'Send an Idempotency-Key of 1 to 255 visible characters.',
    )
  }
  return key
}

/**
 * Runs `task` once per key and scope. The same request again gets the first answer, another request with the same key
 * a 422. A task that throws binds nothing: look-up, work and answer are one transaction.
 */
export function answerOnce(
  store: Store,
  scope: string,
  key: string,
  request: unknown,
  task: () => Payment,
): Payment {
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('base64')
  return store.transaction(() => {
    const first = store.idempotency.find(scope, key)
    if (first === undefined) {
      const answer = task()
      store.idempotency.insert({ scope, key, fingerprint, answer: JSON.stringify(answer) })
      return answer
    }
    if (first.fingerprint !== fingerprint) {
      throw new ApiError(
        422,
        'idempotency_mismatch',
        'This Idempotency-Key, or reference, came with another request before.',
      )
    }
    return JSON.parse(first.answer) as Payment
  })
}
