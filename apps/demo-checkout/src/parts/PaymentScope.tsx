import { CheckoutProvider } from '@payloom/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createShopCheckout, type ShopCheckoutOptions } from '../checkout.ts'

/** Props of {@link PaymentScope}. */
export interface PaymentScopeProps extends ShopCheckoutOptions {
  children: ReactNode
}

/** A checkout for as long as a page is shown. */
export function PaymentScope({ children, ...options }: PaymentScopeProps): ReactNode {
  const [checkout] = useState(() => createShopCheckout(options))
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
