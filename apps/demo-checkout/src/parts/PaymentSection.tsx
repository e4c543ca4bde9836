import { PaymentMethodSelector, PlaceOrderButton } from '@payloom/react'
import type { ReactNode } from 'react'
import { navigate } from '../router/navigate.ts'
import { orderPath } from '../router/orderPath.ts'
import { cartStore } from '../shop/cartStore.ts'
import { LostAnswer } from './LostAnswer.tsx'

/** Props of {@link PaymentSection}. */
export interface PaymentSectionProps {
  /** Asked before the order is sent. */
  confirm?: (() => Promise<boolean> | boolean) | undefined
}

/** How to pay, and the one button. */
export function PaymentSection({ confirm }: PaymentSectionProps): ReactNode {
  return (
    <>
      <section aria-labelledby="payment">
        <h2 id="payment">Payment</h2>
        <PaymentMethodSelector skeletonRows={6} />
      </section>
      <LostAnswer />
      <PlaceOrderButton
        beforeSubmit={confirm}
        onOrder={(order) => {
          navigate(orderPath(order))
          void cartStore.load()
        }}
      />
    </>
  )
}
