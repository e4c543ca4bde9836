import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readiness } from './Readiness.ts'

/**
 * Answers `/healthz` (200 while the process lives) and `/readyz` (200 when ready or degraded, else 503) in `node:http`, Express or Connect.
 *
 * @returns a handler that resolves with whether the request was one of the two; if not, nothing was written.
 */
export function toHealthHandler(service: {
  readiness(): Promise<Readiness>
}): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0]
    if (path !== '/healthz' && path !== '/readyz') return false
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return true
    }
    const body = path === '/healthz' ? { status: 'ok' } : await service.readiness()
    const type = { 'content-type': 'application/json', 'cache-control': 'no-store' }
    response.writeHead(body.status === 'unready' ? 503 : 200, type)
    response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body))
    return true
  }
}
