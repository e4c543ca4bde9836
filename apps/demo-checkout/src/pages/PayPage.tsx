import type { ReactNode } from 'react'
import type { Order } from '../../wire/order.ts'
import { DemoCard } from '../parts/DemoCard.tsx'
import { LineList } from '../parts/LineList.tsx'
import { OrderSums } from '../parts/OrderSums.tsx'
import { PaymentSection } from '../parts/PaymentSection.tsx'
import { PageTitle } from '../router/PageTitle.tsx'

/** An order that stands and is not paid: another way to pay it. */
export function PayPage({ order }: { order: Order }): ReactNode {
  const { orderId, lines } = order
  return (
    <div className="page page-wide">
      <PageTitle tab={`Pay order ${orderId}`}>Pay for your order</PageTitle>
      <div className="checkout">
        <div className="checkout-main">
          <DemoCard />
          <PaymentSection />
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
