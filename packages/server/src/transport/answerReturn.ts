import { matchRoute, type RouteMatch } from '@payloom/core/contract'
import { httpAnswer } from './httpAnswer.ts'

/** What answering a return works with. */
export interface ReturnAnswering {
  receiveReturn(request: Request, token: string): Promise<void>
  returnPage: string
}

/** Which call a request means. HEAD is understood where a company sends shoppers: whatever looks at the link gets the way it leads. */
export function matchRequest(request: Request, path: string): RouteMatch | { allow: string[] } | undefined {
  const match = matchRoute(request.method, path)
  if (request.method !== 'HEAD') return match
  const asGet = matchRoute('GET', path)
  return asGet && 'name' in asGet && asGet.name === 'returnGet' ? asGet : match
}

/**
 * Sends the shopper on to the shop's page, with the token and nothing else of what came. Looking ahead changes nothing: HEAD keeps
 * nothing, and a prefetch is refused (503, as the Speculation Rules ask), so that the browser asks again when the shopper comes.
 */
export async function answerReturn(
  { receiveReturn, returnPage }: ReturnAnswering,
  request: Request,
  token: string,
): Promise<Response> {
  const purpose = request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? ''
  if (/\bprefetch\b/i.test(purpose)) return httpAnswer.empty(503)
  if (request.method !== 'HEAD') await receiveReturn(request, token)
  const page = new URL(returnPage)
  page.searchParams.set('payloom', token.slice(0, 256))
  return httpAnswer.empty(303, { location: page.href, 'referrer-policy': 'no-referrer' })
}
