import { matchRoute, routes } from '@payloom/core/contract'
import { isPage } from '../pages/isPage.ts'

const payments = '/api/payments'

/** What a log may call a request: a pattern, never the URL, so that no id and no query finds its way into a line. */
export function routeName(url: string): string {
  const path = url.split('?', 1)[0] ?? '/'
  if (path.startsWith(`${payments}/`)) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const match = matchRoute(method, path.slice(payments.length))
      if (match && 'name' in match) return payments + routes[match.name].path
    }
    return `${payments}/…`
  }
  if (path.startsWith('/api/shop/office/orders/')) {
    return `/api/shop/office/orders/{id}${path.endsWith('/updates') ? '/updates' : ''}`
  }
  if (path.startsWith('/office/orders/')) return '/office/orders/{id}'
  if (path.startsWith('/api/shop/orders/')) return '/api/shop/orders/{id}'
  if (path.startsWith('/api/shop/cart/lines/')) return '/api/shop/cart/lines/{id}'
  if (path.startsWith('/api/')) return /^\/api\/shop\/[a-z/-]{1,40}$/.test(path) ? path : '/api/…'
  if (path.startsWith('/orders/')) return '/orders/{id}'
  if (isPage(path) || path === '/healthz') return path
  return /^\/[a-z]+\/[\w.-]+$/.test(path) ? `${path.slice(0, path.indexOf('/', 1))}/…` : '/…'
}
