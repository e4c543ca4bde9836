import type { ServerResponse } from 'node:http'
import type { ShopProblemDetails } from './shopProblem.ts'

/** Answers with JSON that no cache keeps. */
export function replyJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'private, no-store',
  })
  response.end(JSON.stringify(body))
}

/** Answers with a problem (RFC 9457); `code` is what programs read. */
export function replyProblem(
  response: ServerResponse,
  status: number,
  code: string,
  title: string,
  details: ShopProblemDetails = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'private, no-store',
  })
  response.end(JSON.stringify({ type: 'about:blank', status, code, title, ...details }))
}
