import { PaymentMethodSelector, PlaceOrderButton, StoreCheckbox, Terms } from '@payloom/react'
import type { ReactNode } from 'react'
import { navigate } from '../router/navigate.ts'
import { orderPath } from '../router/orderPath.ts'
import { cartStore } from '../shop/cartStore.ts'
import { LostAnswer } from './LostAnswer.tsx'
import { Refusal } from './Refusal.tsx'

/** Props of {@link PaymentSection}. */
export interface PaymentSectionProps {
  /** Where the parcel goes. */
  country: string
  /** Asked before the order is sent. */
  confirm?: (() => Promise<boolean> | boolean) | undefined
}

/** How to pay, what to agree to, and the one button. */
export function PaymentSection({ country, confirm }: PaymentSectionProps): ReactNode {
  return (
    <>
      <section aria-labelledby="payment">
        <h2 id="payment">Payment</h2>
        <Refusal />
        <PaymentMethodSelector skeletonRows={8} />
        <StoreCheckbox>Keep this card in my account for next time</StoreCheckbox>
      </section>
      <div className="checkout-end">
        {/* Shops have to ask for it there. */}
        {country === 'DE' && (
          <Terms>
            I agree to the terms of Loom &amp; Thread, and know that I can send things back for 14 days.
          </Terms>
        )}
        <PlaceOrderButton
          beforeSubmit={confirm}
          onOrder={(order) => {
            navigate(orderPath(order))
            void cartStore.load()
          }}
        />
        <LostAnswer />
      </div>
    </>
  )
}
