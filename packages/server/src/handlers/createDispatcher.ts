import {
  headers,
  isAttemptId,
  loadMethodRequestSchema,
  type RouteMatch,
  type RouteName,
  updatePaymentRequestSchema,
  validateRequestSchema,
} from '@payloom/core/contract'
import { ProblemError } from '../transport/ProblemError.ts'
import { readBody } from '../transport/readBody.ts'
import { readListQuery } from '../transport/readListQuery.ts'
import { cancelPayment } from './cancelPayment.ts'
import { loadMethod } from './loadMethod.ts'
import { loadMethodList } from './loadMethodList.ts'
import { loadStoredMethods } from './loadStoredMethods.ts'
import { readAttempt } from './readAttempt.ts'
import { readStatus } from './readStatus.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { updatePayment } from './updatePayment.ts'
import { validate } from './validate.ts'

/** Answers one matched call with the value that travels. */
export type Dispatch = (request: Request, match: RouteMatch) => Promise<unknown>

type Handle = (request: Request, params: Record<string, string>) => Promise<unknown>

/** Reads what each route sends and calls its handler. A call of a later version of this package is `not-found`. */
export function createDispatcher(service: ServiceContext): Dispatch {
  const handlers: Partial<Record<RouteName, Handle>> = {
    loadMethodList: (request) =>
      loadMethodList(service, { request }, readListQuery(new URL(request.url).searchParams)),
    async loadMethod(request, params) {
      const ref = { provider: code(params.provider), method: code(params.method) }
      const { value } = await readBody(request, loadMethodRequestSchema)
      return loadMethod(service, { request }, { ...value, ...ref })
    },
    async validate(request, params) {
      const paymentId = id(params.paymentId)
      const attemptId = request.headers.get(headers.idempotencyKey) ?? ''
      if (!isAttemptId(attemptId)) {
        throw new ProblemError('bad-request', {
          detail: 'validate: Idempotency-Key has to be 32 hexadecimal digits.',
        })
      }
      const { value, requestHash } = await readBody(request, validateRequestSchema)
      return validate(service, { request }, { paymentId, attemptId, request: value, requestHash })
    },
    readAttempt: (request, params) => readAttempt(service, { request }, attemptRef(params)),
    async updatePayment(request, params) {
      const ref = attemptRef(params)
      const { value, requestHash } = await readBody(request, updatePaymentRequestSchema)
      return updatePayment(service, { request }, { ...ref, request: value, requestHash })
    },
    cancelPayment: (request, params) => cancelPayment(service, { request }, attemptRef(params)),
    readStatus: (request, params) => readStatus(service, { request }, { paymentId: id(params.paymentId) }),
    loadStoredMethods: (request) => loadStoredMethods(service, { request }),
  }
  return async (request, { name, params }) => {
    const handle = handlers[name]
    if (!handle) throw new ProblemError('not-found')
    return handle(request, params)
  }
}

function attemptRef(params: Record<string, string>): { paymentId: string; attemptId: string } {
  const { attemptId = '' } = params
  const paymentId = id(params.paymentId)
  if (!isAttemptId(attemptId)) throw new ProblemError('not-found')
  return { paymentId, attemptId }
}

/** An id as it stands in a path. What cannot be one is as unknown as any other. */
export function id(value = ''): string {
  if (!/^[A-Za-z0-9._~-]{1,128}$/.test(value) || value === '.' || value === '..') {
    throw new ProblemError('not-found')
  }
  return value
}

function code(value = ''): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(value)) throw new ProblemError('not-found')
  return value
}
