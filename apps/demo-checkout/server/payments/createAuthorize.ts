import type { Authorize } from '@payloom/server'
import { readSessionCookie } from '../session/sessionCookie.ts'
import type { Session } from '../session/sessionStore.ts'
import type { Shop } from '../shop.ts'

const tenant = 'loom-and-thread'

/**
 * Who may see and pay what: a session its own cart and its own orders, nobody anything else.
 *
 * @param own requests that the shop itself made, with the session that each is made for.
 */
export function createAuthorize(shop: Shop, own: WeakMap<Request, Session>): Authorize {
  return async (request, _need, ref) => {
    const asked = own.get(request)
    if (asked) return { tenant, subject: asked.id, paymentId: asked.paymentId, via: 'session' }
    const id = readSessionCookie(request.headers.get('cookie'))
    const known = id === undefined ? undefined : shop.sessions.find(id)
    if (!known) return ref ? null : 'expired'
    if (ref) {
      const isOwn =
        known.paymentId === ref.paymentId || shop.orders.findByPayment(ref.paymentId)?.sessionId === known.id
      return isOwn ? { tenant, subject: known.id, paymentId: ref.paymentId, via: 'session' } : null
    }
    const { paymentId } = await shop.settle(known)
    return { tenant, subject: known.id, paymentId, via: 'session' }
  }
}
