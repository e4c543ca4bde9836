import type { ProductList } from '../../wire/product.ts'
import { catalogue } from '../catalogue/catalogue.ts'
import { findMarket, markets } from '../catalogue/market.ts'

/** What can be bought in a country, in its money. */
export function listProducts(country: string): ProductList {
  const { currency } = findMarket(country) ?? markets[0]
  const products = catalogue.flatMap(({ prices, ...product }) => {
    const value = prices[currency]
    return value === undefined ? [] : [{ ...product, price: { value, currency } }]
  })
  return { products }
}
