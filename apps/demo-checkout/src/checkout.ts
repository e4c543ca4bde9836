import { type Checkout, type CheckoutOptions, createCheckout, type Provider } from '@payloom/core'
import { plain } from '@payloom/providers/plain'
import { sandbox } from '@payloom/providers/sandbox'

/** The payment providers of this shop: the only place that lists them. The server reads it for the pages' policy. */
export const providers: readonly Provider[] = [sandbox, plain]

/** What a checkout of this shop is for: the session's cart, unless it says otherwise. */
export type ShopCheckoutOptions = Pick<CheckoutOptions, 'kind' | 'paymentId' | 'observe' | 'fetch'>

/** A checkout of this shop. */
export function createShopCheckout(options: ShopCheckoutOptions = {}): Checkout {
  // The sheet that the list lies on, as in styles/base.css: the company's frame cannot see through to it.
  const appearance = { tokens: { surface: 'light-dark(#ffffff, #201f1b)' } }
  return createCheckout({ baseUrl: '/api/payments', providers, locale: 'en', appearance, ...options })
}
