import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PaymentState } from '@payloom/core/contract'
import { quantityChangeSchema } from '../../wire/cart.ts'
import { shopContactSchema } from '../../wire/contact.ts'
import type { OpenedOrder, OrderList } from '../../wire/order.ts'
import { shippingChoiceSchema } from '../../wire/shipping.ts'
import type { Visitor } from '../../wire/visitor.ts'
import { findProduct } from '../catalogue/catalogue.ts'
import { findMarket } from '../catalogue/market.ts'
import type { Part } from '../http/createShopListener.ts'
import { isSameOrigin } from '../http/isSameOrigin.ts'
import { readBody } from '../http/readBody.ts'
import { replyJson } from '../http/reply.ts'
import { ShopProblem } from '../http/shopProblem.ts'
import { orderNews } from '../order/orderNews.ts'
import type { Session } from '../session/sessionStore.ts'
import type { Shop } from '../shop.ts'
import { listProducts } from './listProducts.ts'

const base = '/api/shop'

interface Call {
  shop: Shop
  session: Session
  stateOf: StateOf
  request: IncomingMessage
  /** Where the pretend company lists its test cards. */
  testCards: string
  /** What stands in the path's place of an id. */
  id: string
}

/** How a payment stands; `undefined` for one that nobody knows. */
type StateOf = (paymentId: string) => Promise<PaymentState | undefined>

type Answer = (call: Call) => Promise<unknown> | unknown

const calls: Readonly<Record<string, Answer>> = {
  'GET /products': ({ session }) => listProducts(session.contact.country),
  'GET /demo': ({ testCards }) => ({ testCards }),
  'GET /cart': ({ shop, session }) => shop.cartOf(session),
  'PUT /cart/lines/{id}': async ({ shop, session, request, id }) => {
    const { quantity } = await readBody(request, quantityChangeSchema)
    if (!findProduct(id)) throw new ShopProblem(404, 'not-found', 'There is no such product.')
    return await shop.setQuantity(session, id, quantity)
  },
  'PUT /cart/contact': async ({ shop, session, request }) => {
    const contact = await readBody(request, shopContactSchema)
    if (!findMarket(contact.country))
      throw new ShopProblem(400, 'bad-request', 'The shop does not send there.')
    return await shop.saveContact(session, contact)
  },
  'PUT /cart/shipping': async ({ shop, session, request }) => {
    const { shippingOption } = await readBody(request, shippingChoiceSchema)
    return await shop.saveShippingOption(session, shippingOption)
  },
  'GET /visitor': ({ session }): Visitor => ({ isSignedIn: session.customerId !== undefined }),
  'POST /sign-in': ({ shop, session }): Visitor => {
    shop.sessions.signIn(session.id)
    return { isSignedIn: true }
  },
  'POST /sign-out': ({ shop, session }): Visitor => {
    shop.sessions.signOut(session.id)
    return { isSignedIn: false }
  },
  'GET /orders': async ({ shop, session, stateOf }): Promise<OrderList> => {
    const orders = shop.orders.listOwn(session.id).map(async (order) => {
      // The list is shown without news rather than not at all.
      const state = await stateOf(order.paymentId).catch(() => undefined)
      return { ...order, ...orderNews(state) }
    })
    return { orders: await Promise.all(orders) }
  },
  'GET /orders/{id}': async ({ shop, session, id }): Promise<OpenedOrder> => {
    const order = shop.orders.findOwn(session.id, id)
    // Another session's order and none at all are the same answer.
    if (!order) throw new ShopProblem(404, 'not-found', 'There is no such order.')
    const { paymentId } = await shop.settle(session)
    return { ...order, isInCart: order.paymentId === paymentId }
  },
}

/** What the shop's calls are made of. */
export interface ShopApiOptions {
  shop: Shop
  stateOf: StateOf
  /** Origin of the shop's own pages. */
  origin: string
  testCards: string
  startSession: (request: IncomingMessage, response: ServerResponse) => Session
}

/** The shop's own calls, below `/api/shop`: JSON in and out, for the session's visitor alone. */
export function createShopApi({ shop, stateOf, origin, testCards, startSession }: ShopApiOptions): Part {
  return async (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    if (!path.startsWith(`${base}/`)) return false
    const method = request.method ?? 'GET'
    const { pattern, id } = patternOf(path.slice(base.length))
    const answer = calls[`${method} ${pattern}`]
    if (!answer) throw notFoundOrNotAllowed(pattern)
    if (method !== 'GET' && !isSameOrigin(request.headers, origin)) {
      throw new ShopProblem(403, 'bad-origin', 'This call is for the shop’s own pages.')
    }
    const session = startSession(request, response)
    replyJson(response, 200, await answer({ shop, session, stateOf, request, testCards, id }))
    return true
  }
}

function patternOf(path: string): { pattern: string; id: string } {
  const match = /^(\/cart\/lines|\/orders)\/([A-Za-z0-9._~-]{1,128})$/.exec(path)
  return match ? { pattern: `${match[1]}/{id}`, id: match[2] ?? '' } : { pattern: path, id: '' }
}

function notFoundOrNotAllowed(pattern: string): ShopProblem {
  const isKnown = Object.keys(calls).some((call) => call.endsWith(` ${pattern}`))
  return isKnown
    ? new ShopProblem(405, 'method-not-allowed', 'This address takes another method.')
    : new ShopProblem(404, 'not-found', 'There is nothing here.')
}
