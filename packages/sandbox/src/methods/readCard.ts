import { brandOf, digitsOf, isCardNumber } from '../browser/cardNumber.js'
import { isExpired, parseExpiry } from '../browser/expiry.js'
import { ApiError } from '../http/apiError.ts'
import { type CardScenario, testCards } from './testCards.ts'

/** What the company keeps of a card. The number itself ends here. */
export interface ReadCard {
  brand: string
  last4: string
  /** MM/YY */
  expiry: string
  scenario: CardScenario
  needsCvc: boolean
}

/** Checks a card as the hosted fields send it. Throws a 422 with the field and code to show; `now` in milliseconds. */
export function readCard(body: Record<string, unknown>, now: number): ReadCard {
  const digits = typeof body.number === 'string' && /^[\d -]+$/.test(body.number) ? digitsOf(body.number) : ''
  if (!isCardNumber(digits)) {
    throw new ApiError(422, 'invalid_number', 'The card number has a typing error.', 'number')
  }
  const expiry = typeof body.expiry === 'string' ? parseExpiry(body.expiry) : undefined
  if (expiry === undefined) throw new ApiError(422, 'invalid_expiry', 'Send the expiry as "MM/YY".', 'expiry')
  if (isExpired(expiry, now)) throw new ApiError(422, 'expired_card', 'The card has expired.', 'expiry')
  const brand = brandOf(digits)
  // American Express prints four digits on its cards.
  const cvc = brand === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/
  if (typeof body.cvc !== 'string' || !cvc.test(body.cvc)) {
    throw new ApiError(422, 'invalid_cvc', 'The CVC has three digits.', 'cvc')
  }
  const known = testCards.find(({ number }) => number === digits)
  return {
    brand,
    last4: digits.slice(-4),
    expiry: `${String(expiry.month).padStart(2, '0')}/${String(expiry.year).slice(-2)}`,
    scenario: known?.scenario ?? 'approve',
    needsCvc: known?.needsCvc ?? false,
  }
}
