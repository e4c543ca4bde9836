import {
  ExpressRow,
  PaymentMethodSelector,
  PlaceOrderButton,
  type PlaceOrderButtonProps,
  StoreCheckbox,
} from '@payloom/react'
import type { ReactNode } from 'react'

/** The payment part of a checkout page, put together as a shop would. */
export function Shop({ onOrder }: Pick<PlaceOrderButtonProps, 'onOrder'>): ReactNode {
  return (
    <div className="stage-page">
      <ExpressRow />
      <PaymentMethodSelector skeletonRows={3} />
      <StoreCheckbox />
      <PlaceOrderButton onOrder={onOrder} />
    </div>
  )
}
