import {
  headers,
  isAttemptId,
  loadBalanceRequestSchema,
  loadMethodRequestSchema,
  loadQuoteRequestSchema,
  type RouteMatch,
  type RouteName,
  resumeRequestSchema,
  updatePaymentRequestSchema,
  validateRequestSchema,
} from '@payloom/core/contract'
import { httpAnswer } from '../transport/httpAnswer.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { readBody } from '../transport/readBody.ts'
import { readListQuery } from '../transport/readListQuery.ts'
import { resumeCookieLines } from '../transport/resumeCookie.ts'
import { cancelPayment } from './cancelPayment.ts'
import { createSetup } from './createSetup.ts'
import { deleteStoredMethod } from './deleteStoredMethod.ts'
import { loadBalance } from './loadBalance.ts'
import { loadMethod } from './loadMethod.ts'
import { loadMethodList } from './loadMethodList.ts'
import { loadQuote } from './loadQuote.ts'
import { loadStoredMethods } from './loadStoredMethods.ts'
import { readAttempt } from './readAttempt.ts'
import { readStatus } from './readStatus.ts'
import { resume } from './resume.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { updatePayment } from './updatePayment.ts'
import { validate } from './validate.ts'

/** Answers one matched call. */
export type Dispatch = (request: Request, match: RouteMatch) => Promise<Response>

/** Resolves with the value that travels; `undefined` is a 204. */
type Handle = (request: Request, params: Record<string, string>) => Promise<unknown>

/** Reads what each route sends and calls its handler. A call of a later version of this package is `not-found`. */
export function createDispatcher(service: ServiceContext): Dispatch {
  const handlers: Partial<Record<RouteName, Handle>> = {
    ...methodHandlers(service),
    ...attemptHandlers(service),
    ...accountHandlers(service),
  }
  return async (request, { name, params }) => {
    if (name === 'resume') return answerResume(service, request)
    const handle = handlers[name]
    if (!handle) throw new ProblemError('not-found')
    const value = await handle(request, params)
    return value === undefined ? httpAnswer.empty(204) : httpAnswer.json(value)
  }
}

type Handlers = Partial<Record<RouteName, Handle>>

function methodHandlers(service: ServiceContext): Handlers {
  return {
    loadMethodList: (request) =>
      loadMethodList(service, { request }, readListQuery(new URL(request.url).searchParams)),
    async loadMethod(request, params) {
      const ref = { provider: code(params.provider), method: code(params.method) }
      const { value } = await readBody(request, loadMethodRequestSchema)
      return loadMethod(service, { request }, { ...value, ...ref })
    },
    async loadBalance(request, params) {
      const ref = { provider: code(params.provider), method: code(params.method) }
      const { value } = await readBody(request, loadBalanceRequestSchema)
      return loadBalance(service, { request }, { ...value, ...ref })
    },
    async loadQuote(request, params) {
      const paymentId = id(params.paymentId)
      const { value } = await readBody(request, loadQuoteRequestSchema)
      return loadQuote(service, { request }, { ...value, paymentId })
    },
  }
}

function attemptHandlers(service: ServiceContext): Handlers {
  return {
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
  }
}

function accountHandlers(service: ServiceContext): Handlers {
  return {
    createSetup: (request) => createSetup(service, { request }),
    loadStoredMethods: (request) => loadStoredMethods(service, { request }),
    deleteStoredMethod: (request, params) => deleteStoredMethod(service, { request }, { id: id(params.id) }),
  }
}

/** A page of the shop's own origin is known by the cookie from here on. */
async function answerResume(service: ServiceContext, request: Request): Promise<Response> {
  const { value } = await readBody(request, resumeRequestSchema)
  const answer = await resume(service, { request }, value)
  const { paymentId } = answer.result
  return httpAnswer.json(answer, resumeCookieLines(request, { paymentId, ...value }, service.cookieScope))
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
