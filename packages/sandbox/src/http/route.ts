import type { IncomingHttpHeaders } from 'node:http'
import type { Reply } from './reply.ts'

/** One request, as far as a route needs to know it. */
export interface ApiRequest {
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** Reads the body as a JSON object. Throws an ApiError: 400, 413 or 415. */
  readJson(): Promise<Record<string, unknown>>
  /** Reads the body as the fields of an HTML form. Throws an ApiError: 400, 413 or 415. */
  readForm(): Promise<URLSearchParams>
}

/**
 * Who may call a route: `secret` the merchant's server, `frame` a page of the company's own with the publishable
 * key, `own-page` a page of the company's own, `public` everybody.
 */
export type Access = 'secret' | 'frame' | 'own-page' | 'public'

/** One line of the API. `path` may hold parameters, as in `/v1/payments/:id`. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  access: Access
  handle(request: ApiRequest): Reply | Promise<Reply>
}
