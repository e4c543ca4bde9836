import type { Money } from '@payloom/core/contract'
import type { Cart, CartLine } from '../../wire/cart.ts'
import type { ShopContact } from '../../wire/contact.ts'
import { findProduct } from '../catalogue/catalogue.ts'
import { findMarket, markets } from '../catalogue/market.ts'
import type { StoredLine } from './cartStore.ts'

/** What a cart costs where its visitor lives. The only place that computes a price. */
export function priceCart(stored: readonly StoredLine[], contact: ShopContact): Cart {
  const { currency, shipping } = findMarket(contact.country) ?? markets[0]
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
  const postage = lines.length > 0 ? shipping : 0
  return {
    lines,
    subtotal: money(subtotal),
    shipping: money(postage),
    total: money(subtotal + postage),
    contact,
    markets: markets.map(({ country, name }) => ({ country, name })),
  }
}
