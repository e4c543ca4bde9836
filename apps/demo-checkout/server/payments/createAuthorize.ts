import type { Access, Authorize } from '@payloom/server'
import { readSessionCookie } from '../session/sessionCookie.ts'
import type { Session } from '../session/sessionStore.ts'
import type { Shop } from '../shop.ts'

const tenant = 'loom-and-thread'

/** For whom the shop itself asks: a session, or its own back office. */
export type Asker = Pick<Session, 'id' | 'paymentId' | 'customerId'>

/**
 * Who may see and pay what: a session its own cart and its own orders, a customer their stored methods, nobody anything else.
 *
 * @param own requests that the shop itself made, with whom each is made for.
 */
export function createAuthorize(shop: Shop, own: WeakMap<Request, Asker>): Authorize {
  return async (request, need, ref) => {
    const asked = own.get(request)
    if (asked) return accessOf(asked, asked.paymentId)
    const id = readSessionCookie(request.headers.get('cookie'))
    const known = id === undefined ? undefined : shop.sessions.find(id)
    // Whatever is asked for: this tells nothing of it. A return's token is tried all the same.
    if (!known) return 'expired'
    // Of the account, not of a purchase: what is in the cart has nothing to do with it.
    if (need === 'account') return accessOf(known, null)
    if (ref) return isOwn(shop, known, ref.paymentId) ? accessOf(known, ref.paymentId) : null
    const settled = await shop.settle(known)
    return accessOf(settled, settled.paymentId)
  }
}

function accessOf({ id, customerId }: Asker, paymentId: string | null): Access {
  const customer = customerId === undefined ? {} : { customerId }
  return { tenant, subject: id, paymentId, via: 'session', ...customer }
}

function isOwn(shop: Shop, { id, paymentId }: Session, asked: string): boolean {
  return paymentId === asked || shop.orders.findByPayment(asked)?.sessionId === id
}
