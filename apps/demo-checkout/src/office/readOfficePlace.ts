/** Where one is in the back office. */
export type OfficePlace = { page: 'orders' } | { page: 'order'; orderId: string } | { page: 'not-found' }

/** The page of a path with its query. */
export function readOfficePlace(url: string): OfficePlace {
  const path = new URL(url, 'http://shop.invalid').pathname.replace(/(.)\/$/, '$1')
  if (path === '/office') return { page: 'orders' }
  const [, orderId] = /^\/office\/orders\/([A-Za-z0-9._~-]{1,128})$/.exec(path) ?? []
  return orderId === undefined ? { page: 'not-found' } : { page: 'order', orderId }
}
