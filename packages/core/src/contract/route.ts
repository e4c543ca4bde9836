/** The version of the contract that this code speaks. */
export const contractVersion = '1'

/** Names of the headers that the contract defines, in lower case. */
export const headers = {
  contract: 'payloom-contract',
  idempotencyKey: 'idempotency-key',
  resume: 'payloom-resume',
  lastEventId: 'last-event-id',
} as const

/** One call of the contract: its HTTP method and its path below the base path, with `{name}` for path parameters. */
export interface Route {
  /** HTTP method. */
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the base path, with parameters in braces. */
  path: string
}

/** Every call between browser and shop proxy, spelled once. */
export const routes = {
  loadMethodList: { method: 'GET', path: '/methods' },
  loadMethod: { method: 'POST', path: '/methods/{provider}/{method}' },
  loadBalance: { method: 'POST', path: '/methods/{provider}/{method}/balance' },
  loadMerchantSession: { method: 'POST', path: '/methods/{provider}/{method}/merchant-session' },
  loadQuote: { method: 'POST', path: '/payments/{paymentId}/quote' },
  validate: { method: 'POST', path: '/payments/{paymentId}/attempts' },
  readAttempt: { method: 'GET', path: '/payments/{paymentId}/attempts/{attemptId}' },
  updatePayment: { method: 'POST', path: '/payments/{paymentId}/attempts/{attemptId}/update' },
  cancelPayment: { method: 'POST', path: '/payments/{paymentId}/attempts/{attemptId}/cancel' },
  readStatus: { method: 'GET', path: '/payments/{paymentId}' },
  stream: { method: 'GET', path: '/payments/{paymentId}/events' },
  resume: { method: 'POST', path: '/resume' },
  returnGet: { method: 'GET', path: '/return/{token}' },
  returnPost: { method: 'POST', path: '/return/{token}' },
  createSetup: { method: 'POST', path: '/setups' },
  loadStoredMethods: { method: 'GET', path: '/stored-methods' },
  deleteStoredMethod: { method: 'DELETE', path: '/stored-methods/{id}' },
  bus: { method: 'POST', path: '/bus' },
} as const

/** Name of a call. */
export type RouteName = keyof typeof routes

/**
 * A route's path with its parameters filled in, each percent-encoded.
 *
 * @throws TypeError when a parameter is missing or empty, or is a dot segment that would climb.
 */
export function routePath(name: RouteName, params: Record<string, string> = {}): string {
  return routes[name].path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = Object.hasOwn(params, key) ? params[key] : undefined
    if (!value || /^\.{1,2}$/.test(value)) {
      throw new TypeError(
        `routePath: ${name} needs "${key}" to be a non-empty id, got ${JSON.stringify(value)}.`,
      )
    }
    return encodeURIComponent(value)
  })
}

/** A call recognised by {@link matchRoute}. */
export interface RouteMatch {
  /** The route that took the request. */
  name: RouteName
  /** The path's parameters by name, decoded. */
  params: Record<string, string>
}

/** Made by the first call: a page has no use for them. */
let templates: { name: RouteName; method: string; segments: string[] }[] | undefined

/**
 * Which call a request means.
 *
 * @param path below the base path, undecoded, without the query.
 * @returns the match, the allowed methods when only the method is wrong, or `undefined` for no such path.
 */
export function matchRoute(method: string, path: string): RouteMatch | { allow: string[] } | undefined {
  templates ??= Object.entries(routes).map(([name, route]) => ({
    ...{ name: name as RouteName, method: route.method, segments: route.path.split('/') },
  }))
  const segments = path.split('/')
  const allow: string[] = []
  for (const template of templates) {
    const params = matchSegments(template.segments, segments)
    if (!params) continue
    if (template.method === method) return { name: template.name, params }
    allow.push(template.method)
  }
  return allow.length > 0 ? { allow } : undefined
}

function matchSegments(template: string[], segments: string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? ''
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined
      continue
    }
    const value = decodeSegment(segment)
    if (!value) return undefined
    params[part.slice(1, -1)] = value
  }
  return params
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
