/** Where the visitor is. */
export type Place =
  | { page: 'home' }
  | { page: 'cart' }
  | { page: 'account' }
  | { page: 'checkout' }
  | { page: 'pending'; paymentId: string | undefined }
  /** Where payment companies send shoppers back to. */
  | { page: 'return' }
  | { page: 'order'; orderId: string }
  /** An order that is there already and is not paid. */
  | { page: 'pay'; orderId: string }
  | { page: 'not-found' }

const id = /^[A-Za-z0-9._~-]{1,128}$/

/** The page of a path with its query. */
export function readPlace(url: string): Place {
  const { pathname, searchParams } = new URL(url, 'http://shop.invalid')
  const path = pathname.replace(/(.)\/$/, '$1')
  if (path === '/') return { page: 'home' }
  if (path === '/cart') return { page: 'cart' }
  if (path === '/account') return { page: 'account' }
  if (path === '/checkout/return') return { page: 'return' }
  if (path === '/checkout') return { page: 'checkout' }
  if (path === '/checkout/pending') {
    const paymentId = searchParams.get('payment') ?? ''
    return { page: 'pending', paymentId: id.test(paymentId) ? paymentId : undefined }
  }
  const [, orderId = '', pay] = /^\/orders\/([^/]+)(\/pay)?$/.exec(path) ?? []
  if (!id.test(orderId)) return { page: 'not-found' }
  return { page: pay ? 'pay' : 'order', orderId }
}
