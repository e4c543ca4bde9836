import type { ListedShippingOption } from '../../wire/shipping.ts'
import { findMarket, markets } from '../catalogue/market.ts'

/** The ways of sending a parcel to a country, the usual one first. */
export function shippingOptions(country: string): ListedShippingOption[] {
  const { currency, shipping, express } = findMarket(country) ?? markets[0]
  return [
    {
      id: 'standard',
      label: 'Standard',
      detail: '3 to 5 days',
      amount: { value: shipping, currency },
    },
    {
      id: 'express',
      label: 'Express',
      detail: 'tomorrow',
      amount: { value: shipping + express, currency },
    },
  ]
}

/** How free things go alone. */
export function freeShipping(currency: string): ListedShippingOption[] {
  return [{ id: 'standard', label: 'Letter', detail: '3 to 5 days', amount: { value: 0, currency } }]
}
