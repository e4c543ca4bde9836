import type { Authorize } from '@payloom/server'
import { readSessionCookie } from '../session/sessionCookie.ts'
import type { Shop } from '../shop.ts'

/** Who may see and pay what: a session its own cart and its own orders, nobody anything else. */
export function createAuthorize(shop: Shop): Authorize {
  return async (request, _need, ref) => {
    const id = readSessionCookie(request.headers.get('cookie'))
    const known = id === undefined ? undefined : shop.sessions.find(id)
    if (!known) return ref ? null : 'expired'
    const access = { tenant: 'loom-and-thread', subject: known.id, via: 'session' as const }
    if (ref) {
      const isOwn =
        known.paymentId === ref.paymentId || shop.orders.findByPayment(ref.paymentId)?.sessionId === known.id
      return isOwn ? { ...access, paymentId: ref.paymentId } : null
    }
    const session = await shop.settle(known)
    return { ...access, paymentId: session.paymentId }
  }
}
