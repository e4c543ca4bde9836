import type { IncomingHttpHeaders } from 'node:http'

/** Whether an unsafe request comes from the shop's own pages, by both of the headers that a browser sets itself. */
export function isSameOrigin(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site']
  return headers.origin === origin && (site === undefined || site === 'same-origin')
}
