import { PaymentMethodSelector, PlaceOrderButton, usePaymentMethod, usePaymentMethods } from '@payloom/react'
import { type ReactNode, useRef } from 'react'
import type { Cart } from '../../wire/cart.ts'
import { ContactForm, type ContactFormHandle } from '../parts/ContactForm.tsx'
import { DemoCard } from '../parts/DemoCard.tsx'
import { LineList } from '../parts/LineList.tsx'
import { LostAnswer } from '../parts/LostAnswer.tsx'
import { Totals } from '../parts/Totals.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { navigate } from '../router/navigate.ts'
import { orderPath } from '../router/orderPath.ts'
import { PageTitle } from '../router/PageTitle.tsx'
import { cartStore } from '../shop/cartStore.ts'
import { useCart } from '../shop/useCart.ts'
import { EmptyCart } from './CartPage.tsx'

/** Where to, how to pay, and the one button. */
export function CheckoutPage(): ReactNode {
  const view = useCart()
  const contact = useRef<ContactFormHandle>(null)
  const isEmpty = view.status === 'ready' && view.cart.lines.length === 0
  return (
    <div className="page page-wide">
      <PageTitle>Checkout</PageTitle>
      {isEmpty && <EmptyCart />}
      {view.status === 'error' && (
        <Trouble onRetry={() => void cartStore.load()}>Your cart did not load. Nothing is lost.</Trouble>
      )}
      {!isEmpty && (
        <div className="checkout">
          <div className="checkout-main">
            <DemoCard />
            {view.status === 'ready' && <ContactForm ref={contact} cart={view.cart} />}
            <section aria-labelledby="payment">
              <h2 id="payment">Payment</h2>
              <PaymentMethodSelector skeletonRows={4} />
            </section>
            <LostAnswer />
            <PlaceOrderButton
              beforeSubmit={() => contact.current?.confirm() ?? false}
              onOrder={(order) => {
                navigate(orderPath(order))
                void cartStore.load()
              }}
            />
          </div>
          {view.status === 'ready' && <Summary cart={view.cart} failed={view.failed} />}
        </div>
      )}
    </div>
  )
}

function Summary({ cart, failed }: { cart: Cart; failed: boolean }): ReactNode {
  const { refetch } = usePaymentMethods()
  const { method } = usePaymentMethod()
  const surcharge = method?.surcharge && { title: method.title, amount: method.surcharge.amount }
  const change = async (productId: string, quantity: number) => {
    // The list follows the cart: its totals, and the amount in fields that are open.
    if (await cartStore.setQuantity(productId, quantity)) await refetch()
  }
  return (
    <section className="summary" aria-labelledby="summary">
      <h2 id="summary">Your order</h2>
      <LineList lines={cart.lines} onChange={(productId, quantity) => void change(productId, quantity)} />
      {failed && <Trouble>That change did not reach us. Please try it again.</Trouble>}
      <Totals
        subtotal={cart.subtotal}
        shipping={cart.shipping}
        surcharge={surcharge}
        total={surcharge ? (method.total ?? cart.total) : cart.total}
      />
    </section>
  )
}
