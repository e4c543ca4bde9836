import type { CheckoutEvent } from '@payloom/core'
import { CheckoutProvider } from '@payloom/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createShopCheckout, type ShopCheckoutOptions } from '../checkout.ts'
import { cartStore } from '../shop/cartStore.ts'

/** Props of {@link PaymentScope}. */
export interface PaymentScopeProps extends Omit<ShopCheckoutOptions, 'observe'> {
  children: ReactNode
}

/** What a wallet's sheet says of the parcel changes the cart: the page beside the sheet shows it too. */
function observe(event: CheckoutEvent): void {
  if (event.type === 'call' && event.name === 'loadQuote' && event.outcome === 'ok') void cartStore.load()
}

/** A checkout for as long as a page is shown. */
export function PaymentScope({ children, ...options }: PaymentScopeProps): ReactNode {
  const [checkout] = useState(() => createShopCheckout({ ...options, observe }))
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    clearTimeout(closing.current)
    return () => {
      // In the next task: StrictMode ends an effect and starts it again at once, with the same checkout.
      closing.current = setTimeout(() => void checkout.close())
    }
  }, [checkout])
  return <CheckoutProvider checkout={checkout}>{children}</CheckoutProvider>
}
