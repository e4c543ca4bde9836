/** Where the visitor is. */
export type Place =
  | { page: 'home' }
  | { page: 'cart' }
  | { page: 'checkout' }
  | { page: 'pending'; paymentId: string | undefined }
  | { page: 'order'; orderId: string }
  | { page: 'not-found' }

const id = /^[A-Za-z0-9._~-]{1,128}$/

/** The page of a path with its query. */
export function readPlace(url: string): Place {
  const { pathname, searchParams } = new URL(url, 'http://shop.invalid')
  const path = pathname.replace(/(.)\/$/, '$1')
  if (path === '/') return { page: 'home' }
  if (path === '/cart') return { page: 'cart' }
  if (path === '/checkout') return { page: 'checkout' }
  if (path === '/checkout/pending') {
    const paymentId = searchParams.get('payment') ?? ''
    return { page: 'pending', paymentId: id.test(paymentId) ? paymentId : undefined }
  }
  const orderId = path.startsWith('/orders/') ? path.slice('/orders/'.length) : ''
  return id.test(orderId) ? { page: 'order', orderId } : { page: 'not-found' }
}
