import type { CheckoutEvent } from '@payloom/core'
import { CheckoutProvider } from '@payloom/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createShopCheckout, type ShopCheckoutOptions } from '../checkout.ts'
import { cartStore } from '../shop/cartStore.ts'

/** Props of {@link PaymentScope}. */
export interface PaymentScopeProps extends Omit<ShopCheckoutOptions, 'observe' | 'fetch'> {
  children: ReactNode
}

/** A session of this shop ends with its cookie, and the cart goes with it. */
const messages = {
  'refusal.session-expired': 'Your session in this shop has ended. Reload the page to begin a new one.',
}

/** Why an order is refused when another tab has changed the cart. */
const changed: ReadonlySet<string> = new Set(['amount-changed', 'method-unavailable'])

/**
 * A wallet's sheet changes the cart, and another tab may have: the page shows the cart that is to be paid. Nothing is asked when the
 * session is gone: the answer would be a new visitor's, and what is typed stays as long as the page stands.
 */
function observe(event: CheckoutEvent): void {
  if (event.type !== 'call') return
  const isQuoted = event.name === 'loadQuote' && event.outcome === 'ok'
  if (isQuoted || (event.name === 'validate' && changed.has(event.outcome))) void cartStore.load()
}

/** No order overtakes a change of the cart: what is paid is what the page shows. */
async function fetchAfterCart(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (await cartStore.saved()) return fetch(input, init)
  throw new TypeError(
    'PaymentScope: the shop did not take the last change of the cart; let the shopper try again.',
  )
}

/** A checkout for as long as a page is shown. */
export function PaymentScope({ children, ...options }: PaymentScopeProps): ReactNode {
  const [checkout] = useState(() => createShopCheckout({ ...options, observe, fetch: fetchAfterCart }))
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    clearTimeout(closing.current)
    return () => {
      // In the next task: StrictMode ends an effect and starts it again at once, with the same checkout.
      closing.current = setTimeout(() => void checkout.close())
    }
  }, [checkout])
  return (
    <CheckoutProvider checkout={checkout} messages={messages}>
      {children}
    </CheckoutProvider>
  )
}
