import { CheckoutProvider } from '@payloom/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createShopCheckout } from '../checkout.ts'

/** A checkout for as long as a page is shown. */
export function PaymentScope({ children }: { children: ReactNode }): ReactNode {
  const [checkout] = useState(createShopCheckout)
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
