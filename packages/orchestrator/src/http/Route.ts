/** What a handler gets to see. */
export interface RouteCall {
  request: Request
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>
}

/** One call of the API: its answer is sent as JSON with status 200, no answer as a 204, and a `Reply` as it says. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `{name}` for path parameters. */
  path: string
  /** `service`: the shop's token is needed. `open`: the handler looks for itself. */
  access: 'service' | 'open'
  handle(call: RouteCall): Promise<unknown>
}

/** A route that was found, or the methods that the path would take, or nothing. */
export type RouteMatch =
  | { kind: 'route'; route: Route; params: Record<string, string> }
  | { kind: 'other-method'; path: string; allow: string[] }
  | { kind: 'none' }

/** Which route a request means. `path` is undecoded. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const found = routes.flatMap((route) => {
    const params = matchPath(route.path, path)
    return params ? [{ route, params }] : []
  })
  const match = found.find(({ route }) => route.method === method)
  if (match) return { kind: 'route', ...match }
  const [other] = found
  if (!other) return { kind: 'none' }
  return { kind: 'other-method', path: other.route.path, allow: found.map(({ route }) => route.method) }
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const parts = template.split('/')
  const segments = path.split('/')
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined && part !== segment) return undefined
    if (name === undefined) continue
    const value = name === 'customerId' ? decode(segment) : segment
    if (value === undefined || !patternOf(name).test(value)) return undefined
    params[name] = value
  }
  return params
}

/** Ids of the contract need no escaping, so whatever is escaped is none of them; a customer's is the shop's own, an address perhaps. */
function patternOf(name: string): RegExp {
  return name === 'customerId' ? /^[\P{Cc}]{1,256}$/u : /^[A-Za-z0-9._~-]{1,128}$/
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
