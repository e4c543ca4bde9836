import { routes } from '@payloom/core/contract'
import { HttpResponse, http, type RequestHandler } from 'msw'

/** msw handlers for every call that a browser makes, below a base path of any origin. The bus is left out: only servers call it. */
export function createHandlers(basePath: string, fetch: typeof globalThis.fetch): RequestHandler[] {
  const { bus: _, ...calls } = routes
  return Object.values(calls).map(({ method, path }) => {
    const listen = { GET: http.get, POST: http.post, DELETE: http.delete }[method]
    return listen(`*${basePath}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, async ({ request }) => {
      try {
        return await fetch(request)
      } catch (error) {
        if (error instanceof TypeError && error.message === 'Failed to fetch') return HttpResponse.error()
        throw error
      }
    })
  })
}
