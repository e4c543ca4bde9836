import { usePaymentMethods } from '@payloom/react'
import { type ReactNode, useId } from 'react'
import type { Cart } from '../../wire/cart.ts'
import type { ShippingOptionId } from '../../wire/shipping.ts'
import { formatPrice } from '../money/formatPrice.ts'
import { cartStore } from '../shop/cartStore.ts'

/** How the parcel goes; saved by the shop at once, as it changes what is paid. */
export function ShippingField({ cart }: { cart: Cart }): ReactNode {
  const { shippingOption, shippingOptions } = cart
  const { refetch } = usePaymentMethods()
  const id = useId()
  const save = async (option: ShippingOptionId) => {
    if (await cartStore.saveShippingOption(option)) await refetch()
  }
  return (
    <div className="field">
      <label htmlFor={id}>Shipping</label>
      <select
        id={id}
        name="shipping"
        value={shippingOption}
        disabled={shippingOptions.length < 2}
        onChange={({ currentTarget }) => void save(currentTarget.value as ShippingOptionId)}
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
