import { ApiError } from '../http/apiError.ts'

/** What the company keeps of a gift card. Its number and its PIN end here. */
export interface ReadGiftCard {
  /** A keyed hash of the number. */
  id: string
  /** What a new card of this number has, in minor units of the currency of its first use: its last four digits. */
  newBalance: number
}

/** Checks a gift card as the shop's server sends it. Throws a 422: `unknown_card` or `invalid_pin`. */
export function readGiftCard(input: unknown, hash: (text: string) => string): ReadGiftCard {
  const { number, pin } = (typeof input === 'object' && input !== null ? input : {}) as Record<
    string,
    unknown
  >
  const digits = typeof number === 'string' && /^[\d -]{16,40}$/.test(number) ? number.replace(/\D/g, '') : ''
  if (!/^6000\d{12}$/.test(digits)) {
    throw new ApiError(422, 'unknown_card', 'There is no gift card of this number.', 'number')
  }
  if (pin !== '1234') throw new ApiError(422, 'invalid_pin', 'The PIN is not the one of this card.', 'pin')
  return { id: hash(`gift card ${digits}`), newBalance: Number(digits.slice(-4)) }
}
