import { type Checkout, createCheckout, type Provider } from '@payloom/core'
import { plain } from '@payloom/providers/plain'
import { sandbox } from '@payloom/providers/sandbox'

/** The payment providers of this shop: the only place that lists them. The server reads it for the pages' policy. */
export const providers: readonly Provider[] = [sandbox, plain]

/** A checkout of the session's cart. */
export function createShopCheckout(): Checkout {
  return createCheckout({ baseUrl: '/api/payments', providers, locale: 'en' })
}
