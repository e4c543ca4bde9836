import { randomInt } from 'node:crypto'

/** A gift card of the company. */
export interface GiftCard {
  number: string
  pin: string
}

/** A gift card that no other test has used. @param balance in minor units, below 10000 */
export function createGiftCard(balance: number): GiftCard {
  const own = String(randomInt(100_000_000)).padStart(8, '0')
  return { number: `6000${own}${String(balance).padStart(4, '0')}`, pin: '1234' }
}
