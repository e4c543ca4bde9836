import * as v from 'valibot'
import { type Cart, cartSchema } from '../../wire/cart.ts'
import type { ShopContact } from '../../wire/contact.ts'
import { type DemoFacts, demoFactsSchema } from '../../wire/demo.ts'
import { type OpenedOrder, type OrderList, openedOrderSchema, orderListSchema } from '../../wire/order.ts'
import { type ProductList, productListSchema } from '../../wire/product.ts'
import type { ShippingOptionId } from '../../wire/shipping.ts'
import { type Visitor, visitorSchema } from '../../wire/visitor.ts'
import { ShopError } from './ShopError.ts'

/** The shop's own calls. Each answers a parsed value or throws one {@link ShopError}. */
export interface ShopClient {
  loadProducts(): Promise<ProductList>
  loadCart(): Promise<Cart>
  setQuantity(productId: string, quantity: number): Promise<Cart>
  saveContact(contact: ShopContact): Promise<Cart>
  saveShippingOption(option: ShippingOptionId): Promise<Cart>
  loadVisitor(): Promise<Visitor>
  signIn(): Promise<Visitor>
  signOut(): Promise<Visitor>
  loadOrder(orderId: string): Promise<OpenedOrder>
  loadOrders(): Promise<OrderList>
  loadDemo(): Promise<DemoFacts>
}

const limit = 10_000

/** Makes the client over `fetch`. */
export function createShopClient(send: typeof fetch): ShopClient {
  const call = async <T>(
    path: string,
    schema: v.GenericSchema<unknown, T>,
    change?: { method: string; body: unknown },
  ): Promise<T> => {
    const init: RequestInit = { signal: AbortSignal.timeout(limit), credentials: 'same-origin' }
    if (change) {
      init.method = change.method
      init.headers = { 'Content-Type': 'application/json' }
      init.body = JSON.stringify(change.body)
    }
    const { status, body } = await readJson(() => send(`/api/shop${path}`, init))
    if (status !== 200) throw new ShopError(codeOf(body))
    const parsed = v.safeParse(schema, body)
    if (!parsed.success) throw new ShopError('network')
    return parsed.output
  }
  return {
    loadProducts: () => call('/products', productListSchema),
    loadCart: () => call('/cart', cartSchema),
    setQuantity: (productId, quantity) =>
      call(`/cart/lines/${encodeURIComponent(productId)}`, cartSchema, { method: 'PUT', body: { quantity } }),
    saveContact: (contact) => call('/cart/contact', cartSchema, { method: 'PUT', body: contact }),
    saveShippingOption: (shippingOption) =>
      call('/cart/shipping', cartSchema, { method: 'PUT', body: { shippingOption } }),
    loadVisitor: () => call('/visitor', visitorSchema),
    signIn: () => call('/sign-in', visitorSchema, { method: 'POST', body: {} }),
    signOut: () => call('/sign-out', visitorSchema, { method: 'POST', body: {} }),
    loadOrder: (orderId) => call(`/orders/${encodeURIComponent(orderId)}`, openedOrderSchema),
    loadOrders: () => call('/orders', orderListSchema),
    loadDemo: () => call('/demo', demoFactsSchema),
  }
}

async function readJson(send: () => Promise<Response>): Promise<{ status: number; body: unknown }> {
  try {
    const response = await send()
    return { status: response.status, body: await response.json() }
  } catch (cause) {
    throw new ShopError('network', { cause })
  }
}

function codeOf(body: unknown): string {
  const problem = v.safeParse(v.object({ code: v.string() }), body)
  return problem.success ? problem.output.code : 'network'
}
