import type { Address, LineItem, OrderIssue, ShippingOption } from '@payloom/core/contract'
import type { Cart } from '../../wire/cart.ts'
import type { ShopContact } from '../../wire/contact.ts'
import type { ListedShippingOption, ShippingOptionId } from '../../wire/shipping.ts'
import { findMarket } from '../catalogue/market.ts'
import type { Session } from '../session/sessionStore.ts'
import type { Delivery, Shop } from '../shop.ts'

/** What a wallet's sheet says of the parcel. */
export interface DeliveryChange {
  shippingAddress?: Address | undefined
  shippingOptionId?: string | undefined
}

/** A cart after the change, as a wallet's sheet shows it. */
export interface DeliveryQuote {
  cart: Cart
  lineItems: LineItem[]
  shippingOptions: ShippingOption[]
  /** Why the change was not taken; the cart is as it was. */
  errors: OrderIssue[]
}

/** Takes a change of the parcel and prices it: what the sheet shows is what the order will cost. */
export function quoteDelivery(shop: Shop, session: Session, change: DeliveryChange): DeliveryQuote {
  const { shippingAddress: address, shippingOptionId } = change
  const errors = address ? issuesOf(session, address) : []
  const option =
    shippingOptionId === 'express' || shippingOptionId === 'standard' ? shippingOptionId : undefined
  const delivery: Delivery = {
    // The country alone has a price. The rest comes with the order, so that a sheet that is closed leaves the form as it was.
    contact: address ? { country: address.country } : {},
    shippingOption: option,
  }
  const cart = errors.length > 0 ? shop.priced(session) : shop.saveDelivery(session, delivery)
  return {
    cart,
    errors,
    lineItems: [
      { label: 'Subtotal', amount: cart.subtotal },
      { label: 'Shipping', amount: cart.shipping },
    ],
    shippingOptions: sorted(cart, option).map(({ id, label, detail, amount }) => ({
      id,
      label,
      detail,
      amount,
    })),
  }
}

/** A sheet that did not choose takes the first for the chosen one. */
function sorted(
  { shippingOptions, shippingOption }: Cart,
  option: ShippingOptionId | undefined,
): ListedShippingOption[] {
  if (option) return shippingOptions
  return shippingOptions.toSorted(
    ({ id }, other) => Number(other.id === shippingOption) - Number(id === shippingOption),
  )
}

/** Why an address cannot be delivered to from this cart, if so. */
function issuesOf(session: Session, { country }: Address): OrderIssue[] {
  const market = findMarket(country)
  const field = 'country'
  if (!market) return [{ code: 'country', field, message: 'We do not send to this country.' }]
  if (market.currency === findMarket(session.contact.country)?.currency) return []
  const message = 'Prices there are in another currency. Please choose the country in the checkout first.'
  return [{ code: 'currency', field, message }]
}

/** Why an order cannot go to an address, if so. A parcel has the price of its country: `priced` is the one that was shown. */
export function placeIssues(session: Session, address: Address, priced: string): OrderIssue[] {
  const issues = issuesOf(session, address)
  if (issues.length > 0 || address.country === priced) return issues
  return [
    { code: 'country', field: 'country', message: 'The price is for another country. Please try again.' },
  ]
}

/** What an address says, as the shop keeps it. A sheet may keep street and name to itself until it is approved. */
export function contactOf({ name, line1, postalCode, city, country }: Address): Partial<ShopContact> {
  const known = { name, line1, postalCode, city, country }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value))
}
