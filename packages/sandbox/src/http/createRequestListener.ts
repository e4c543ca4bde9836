import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { ApiError } from './apiError.ts'
import { type AccessRules, checkAccess } from './checkAccess.ts'
import { matchRoute } from './matchRoute.ts'
import { readForm, readJson } from './readBody.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Route } from './route.ts'

/** What the listener needs beside its routes. */
export interface ListenerOptions {
  routes: readonly Route[]
  rules: AccessRules
  clock: Clock
  log: Log
}

interface Outcome {
  route: string
  reply: Reply
  code?: string
}

/** Turns routes into a listener for `node:http`: every request gets an answer, and an error is always typed JSON. */
export function createRequestListener(
  options: ListenerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { clock, log } = options
  return (request, response) => {
    const startedAt = clock.now()
    // A caller that hangs up half-way ends its own request, never the process.
    response.on('error', () => undefined)
    void answer(request, options).then(({ route, reply, code }) => {
      send(response, reply)
      log({
        event: 'request',
        method: request.method ?? 'GET',
        route,
        status: reply.status,
        ...(code === undefined ? {} : { code }),
        milliseconds: clock.now() - startedAt,
      })
    })
  }
}

async function answer(request: IncomingMessage, options: ListenerOptions): Promise<Outcome> {
  const method = request.method ?? 'GET'
  const url = readUrl(request.url)
  if (url === undefined) return refuse('(none)', new ApiError(400, 'bad_request', 'The URL cannot be read.'))
  const match = matchRoute(options.routes, method, url.pathname)
  if (match.kind === 'none') return refuse('(none)', new ApiError(404, 'not_found', 'There is nothing here.'))
  if (match.kind === 'other-method') {
    const allow = match.allow.join(', ')
    const error = new ApiError(405, 'method_not_allowed', `This address takes ${allow}.`)
    return refuse(match.path, error, { allow })
  }
  const { route, params } = match
  try {
    checkAccess(route.access, request.headers, options.rules)
    const reply = await route.handle({
      params,
      query: url.searchParams,
      headers: request.headers,
      readJson: () => readJson(request),
      readForm: () => readForm(request),
    })
    return { route: route.path, reply }
  } catch (error) {
    if (error instanceof ApiError) return refuse(route.path, error)
    // The message of an unexpected error may quote what it was given; its name may not.
    const name = error instanceof Error ? error.name : typeof error
    options.log({ event: 'request-broken', method, route: route.path, error: name })
    return refuse(route.path, new ApiError(500, 'internal', 'The company has a fault. Nothing was changed.'))
  }
}

function readUrl(path: string | undefined): URL | undefined {
  // The base only makes the path parsable; nothing reads it.
  return URL.parse(path ?? '/', 'http://sandbox.invalid') ?? undefined
}

function refuse(route: string, error: ApiError, headers: Record<string, string> = {}): Outcome {
  const { status, code, message, field } = error
  const body = { error: { code, message, ...(field === undefined ? {} : { field }) } }
  return { route, code, reply: jsonReply(status, body, headers) }
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return
  response.writeHead(reply.status, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(reply.status === 304 || reply.status === 204
      ? {}
      : { 'content-length': String(Buffer.byteLength(reply.body)) }),
    ...reply.headers,
  })
  response.end(reply.body)
}
