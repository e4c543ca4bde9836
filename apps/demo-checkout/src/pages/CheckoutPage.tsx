import { ExpressRow } from '@payloom/react'
import { type ReactNode, useRef } from 'react'
import type { Cart } from '../../wire/cart.ts'
import { ContactForm, type ContactFormHandle } from '../parts/ContactForm.tsx'
import { DemoCard } from '../parts/DemoCard.tsx'
import { EmptyCart } from '../parts/EmptyCart.tsx'
import { LineList } from '../parts/LineList.tsx'
import { OrderSums } from '../parts/OrderSums.tsx'
import { PaymentSection } from '../parts/PaymentSection.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { PageTitle } from '../router/PageTitle.tsx'
import { cartStore } from '../shop/cartStore.ts'
import { useCart } from '../shop/useCart.ts'
import { useListOfCart } from '../shop/useListOfCart.ts'

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
            <ExpressRow skeletonButtons={1} />
            {view.status === 'ready' && <ContactForm ref={contact} cart={view.cart} />}
            <PaymentSection
              country={view.status === 'ready' ? view.cart.contact.country : ''}
              confirm={() => contact.current?.confirm() ?? false}
            />
          </div>
          {view.status === 'ready' && <Summary cart={view.cart} failed={view.failed} />}
        </div>
      )}
    </div>
  )
}

function Summary({ cart, failed }: { cart: Cart; failed: boolean }): ReactNode {
  useListOfCart(cart)
  return (
    <section className="summary" aria-labelledby="summary">
      <h2 id="summary">Your order</h2>
      <LineList
        lines={cart.lines}
        onChange={(productId, quantity) => void cartStore.setQuantity(productId, quantity)}
      />
      {failed && <Trouble>That change did not reach us. Please try it again.</Trouble>}
      <OrderSums {...cart} />
    </section>
  )
}
