/** A thing that the shop sells. */
export interface Product {
  id: string
  name: string
  /** What it is made of, in a few words. */
  material: string
  description: string
  /** Path of its picture, below the shop's origin. */
  image: string
  /** Price by currency, in integer minor units. */
  prices: Readonly<Record<string, number>>
}
