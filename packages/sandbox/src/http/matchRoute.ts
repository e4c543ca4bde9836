import type { Route } from './route.ts'

/** What a path and a verb lead to. */
export type RouteMatch =
  | { kind: 'found'; route: Route; params: Record<string, string> }
  | { kind: 'other-method'; path: string; allow: string[] }
  | { kind: 'none' }

/** Finds the route of a request; HEAD is answered as GET. */
export function matchRoute(routes: readonly Route[], method: string, pathname: string): RouteMatch {
  const wanted = method === 'HEAD' ? 'GET' : method
  const allow: string[] = []
  let path = ''
  for (const route of routes) {
    const params = matchPath(route.path, pathname)
    if (params === undefined) continue
    if (route.method === wanted) return { kind: 'found', route, params }
    allow.push(route.method)
    path = route.path
  }
  return allow.length > 0 ? { kind: 'other-method', path, allow } : { kind: 'none' }
}

function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
  const expected = pattern.split('/')
  const actual = pathname.split('/')
  if (expected.length !== actual.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of expected.entries()) {
    const given = actual[index] ?? ''
    if (!part.startsWith(':')) {
      if (part !== given) return undefined
      continue
    }
    const value = decode(given)
    if (value === undefined || value === '') return undefined
    params[part.slice(1)] = value
  }
  return params
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
