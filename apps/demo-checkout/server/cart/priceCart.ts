import type { Money } from '@payloom/core/contract'
import type { Cart, CartLine } from '../../wire/cart.ts'
import type { ShopContact } from '../../wire/contact.ts'
import type { ShippingOptionId } from '../../wire/shipping.ts'
import { findProduct } from '../catalogue/catalogue.ts'
import { findMarket, markets } from '../catalogue/market.ts'
import type { StoredLine } from './cartStore.ts'
import { freeShipping, shippingOptions } from './shippingOptions.ts'

/**
 * What a cart costs where its visitor lives. The only place that computes a price.
 *
 * @param wanted the way of sending that was chosen; free things go one way only, whatever was chosen.
 */
export function priceCart(
  stored: readonly StoredLine[],
  contact: ShopContact,
  wanted: ShippingOptionId = 'standard',
): Cart {
  const { currency } = findMarket(contact.country) ?? markets[0]
  const money = (value: number): Money => ({ value, currency })
  const lines: CartLine[] = []
  for (const { productId, quantity } of stored) {
    const product = findProduct(productId)
    const price = product?.prices[currency]
    if (!product || price === undefined) continue
    const { name, material, image } = product
    lines.push({
      productId,
      name,
      material,
      image,
      quantity,
      price: money(price),
      total: money(price * quantity),
    })
  }
  const subtotal = lines.reduce((sum, line) => sum + line.total.value, 0)
  const options = subtotal > 0 ? shippingOptions(contact.country) : freeShipping(currency)
  const option = options.find(({ id }) => id === wanted) ?? options[0]
  const shipping = option?.amount ?? money(0)
  return {
    lines,
    subtotal: money(subtotal),
    shipping,
    total: money(subtotal + shipping.value),
    contact,
    shippingOption: option?.id ?? 'standard',
    shippingOptions: options,
    markets: markets.map(({ country, name }) => ({ country, name })),
  }
}
