import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../log.ts'
import { replyProblem } from './reply.ts'
import { routeName } from './routeName.ts'
import { ShopProblem } from './shopProblem.ts'

/** One part of the shop. Answers whether the request was its own. */
export type Part = (request: IncomingMessage, response: ServerResponse) => Promise<boolean> | boolean

/** What the shop's listener is made of. */
export interface ShopListenerOptions {
  /** Set on every answer. */
  headers: Readonly<Record<string, string>>
  /** Asked in order; the first that knows the request answers. */
  parts: readonly Part[]
  log: Log
  now: () => number
}

/** A `node:http` listener that never lets an error out: one request's trouble is one answer. */
export function createShopListener(
  options: ShopListenerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { headers, parts, log, now } = options
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const part of parts) if (await part(request, response)) return
    replyProblem(response, 404, 'not-found', 'There is nothing here.')
  }
  return (request, response) => {
    const started = now()
    const method = request.method ?? 'GET'
    const route = routeName(request.url ?? '/')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.once('close', () => {
      log({ event: 'request', method, route, status: response.statusCode, milliseconds: now() - started })
    })
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy()
      } else if (error instanceof ShopProblem) {
        replyProblem(response, error.status, error.code, error.message, error.details)
        return
      } else {
        replyProblem(response, 500, 'internal', 'Something went wrong here.')
      }
      log({
        event: 'request-broken',
        method,
        route,
        error: error instanceof Error ? error.name : typeof error,
      })
    })
  }
}
