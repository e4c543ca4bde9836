import { type ReactNode, useId } from 'react'
import type { Cart } from '../../wire/cart.ts'
import type { ShippingOptionId } from '../../wire/shipping.ts'
import { formatPrice } from '../money/formatPrice.ts'
import { cartStore } from '../shop/cartStore.ts'

/** How the parcel goes; saved by the shop at once, as it changes what is paid. */
export function ShippingField({ cart }: { cart: Cart }): ReactNode {
  const { shippingOption, shippingOptions } = cart
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>Shipping</label>
      <select
        id={id}
        name="shipping"
        value={shippingOption}
        disabled={shippingOptions.length < 2}
        onChange={({ currentTarget }) =>
          void cartStore.saveShippingOption(currentTarget.value as ShippingOptionId)
        }
      >
        {shippingOptions.map(({ id: option, label, detail, amount }) => (
          <option key={option} value={option}>
            {label}, {formatPrice(amount)} ({detail})
          </option>
        ))}
      </select>
    </div>
  )
}
