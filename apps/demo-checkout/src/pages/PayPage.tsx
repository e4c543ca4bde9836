import { type ReactNode, useEffect } from 'react'
import type { OpenedOrder } from '../../wire/order.ts'
import { DemoCard } from '../parts/DemoCard.tsx'
import { LineList } from '../parts/LineList.tsx'
import { OrderSums } from '../parts/OrderSums.tsx'
import { PaymentSection } from '../parts/PaymentSection.tsx'
import { navigate } from '../router/navigate.ts'
import { PageTitle } from '../router/PageTitle.tsx'

/** An order that stands and is not paid: another way to pay it. */
export function PayPage({ order }: { order: OpenedOrder }): ReactNode {
  const { orderId, lines, isInCart } = order
  useEffect(() => {
    // It can still be changed there.
    if (isInCart) navigate('/checkout', { replace: true })
  }, [isInCart])
  return (
    <div className="page page-wide">
      <PageTitle tab={`Pay order ${orderId}`}>Pay for your order</PageTitle>
      <div className="checkout">
        <div className="checkout-main">
          <DemoCard />
          <PaymentSection country={order.contact.country} />
        </div>
        <section className="summary" aria-labelledby="summary">
          <h2 id="summary">Your order</h2>
          <LineList lines={lines} />
          <OrderSums {...order} />
        </section>
      </div>
    </div>
  )
}
