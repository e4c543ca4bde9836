import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '@payloom/bus'
import { ApiError } from '../ApiError.ts'
import type { Log } from '../log.ts'
import { Reply } from './Reply.ts'
import { matchRoute, type Route } from './Route.ts'

/** What a handler needs beside its routes. */
export interface HandlerOptions {
  routes: readonly Route[]
  /** `user:token` of the shop. */
  serviceToken: string
  clock: Clock
  log: Log
}

interface Answer {
  route: string
  status: number
  body: unknown
  code?: string
  headers?: Record<string, string>
}

/** Turns routes into a function from Request to Response: every request gets an answer, and an error is always typed JSON. */
export function createHandler(options: HandlerOptions): (request: Request) => Promise<Response> {
  const { clock, log } = options
  return async (request) => {
    const startedAt = clock.now()
    const { route, status, body, code, headers } = await answer(options, request)
    const milliseconds = clock.now() - startedAt
    const { method } = request
    log({ event: 'request', method, route, status, ...(code === undefined ? {} : { code }), milliseconds })
    const init = { status, headers: { 'cache-control': 'no-store', ...headers } }
    return body === undefined ? new Response(null, init) : Response.json(body, init)
  }
}

async function answer(options: HandlerOptions, request: Request): Promise<Answer> {
  const match = matchRoute(options.routes, request.method, new URL(request.url).pathname)
  if (match.kind === 'none') return refuse('(none)', new ApiError(404, 'not-found', 'There is nothing here.'))
  if (match.kind === 'other-method') {
    const allow = match.allow.join(', ')
    const error = new ApiError(405, 'method-not-allowed', `This address takes ${allow}.`)
    return { ...refuse(match.path, error), headers: { allow } }
  }
  const { route, params } = match
  try {
    if (route.access === 'service') checkToken(request, options.serviceToken)
    const body = await route.handle({ request, params })
    if (body instanceof Reply) return { route: route.path, status: body.status, body: body.body }
    return { route: route.path, status: body === undefined ? 204 : 200, body }
  } catch (error) {
    if (error instanceof ApiError) return refuse(route.path, error)
    // The message of an unexpected error may quote what it was given; its name may not.
    const name = error instanceof Error ? error.name : typeof error
    options.log({ event: 'request-broken', route: route.path, error: name })
    return refuse(route.path, new ApiError(500, 'internal', 'The orchestrator has a fault.'))
  }
}

function refuse(route: string, { status, code, message, field }: ApiError): Answer {
  return {
    route,
    status,
    code,
    body: { error: { code, message, ...(field === undefined ? {} : { field }) } },
  }
}

function checkToken(request: Request, expected: string): void {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (given !== undefined && timingSafeEqual(digest(given), digest(expected))) return
  throw new ApiError(401, 'unauthorized', 'Send the service token as "authorization: Bearer user:token".')
}

/** Of equal length whatever was given, so that the comparison tells nothing by its time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
