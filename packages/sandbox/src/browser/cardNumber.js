// Shared by the hosted fields and the server, which checks again what the fields let through.

/** Brands by their first digits (ISO/IEC 7812 ranges), with the lengths that their numbers have. */
const brands = [
  { brand: 'visa', start: /^4/, lengths: [13, 16, 19] },
  { brand: 'mastercard', start: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { brand: 'amex', start: /^3[47]/, lengths: [15] },
  { brand: 'discover', start: /^(6011|64[4-9]|65)/, lengths: [16, 19] },
  { brand: 'diners', start: /^3(0[0-5]|[689])/, lengths: [14, 16, 19] },
  { brand: 'jcb', start: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { brand: 'unionpay', start: /^62/, lengths: [16, 17, 18, 19] },
  { brand: 'maestro', start: /^(50|5[6-9]|6[0-9])/, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
]

/**
 * The digits in a text, at most 19 of them: no card number is longer.
 *
 * @param {string} text
 */
export function digitsOf(text) {
  return text.replace(/\D/g, '').slice(0, 19)
}

/**
 * The brand that the first digits tell, or `card`.
 *
 * @param {string} digits
 */
export function brandOf(digits) {
  return brands.find(({ start }) => start.test(digits))?.brand ?? 'card'
}

const brandNames = new Map([
  ['amex', 'American Express'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['jcb', 'JCB'],
  ['maestro', 'Maestro'],
  ['mastercard', 'Mastercard'],
  ['unionpay', 'UnionPay'],
  ['visa', 'Visa'],
])

/**
 * A brand as it writes itself; empty for one that is not known.
 *
 * @param {unknown} brand
 */
export function nameOfBrand(brand) {
  return brandNames.get(String(brand)) ?? ''
}

/**
 * How long a number of this brand may be.
 *
 * @param {string} brand
 */
export function lengthsOf(brand) {
  return brands.find((entry) => entry.brand === brand)?.lengths ?? [12, 13, 14, 15, 16, 17, 18, 19]
}

/**
 * Says whether the digits have a length of their brand and pass the Luhn check.
 *
 * @param {string} digits
 */
export function isCardNumber(digits) {
  if (!/^\d+$/.test(digits) || !lengthsOf(brandOf(digits)).includes(digits.length)) return false
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2
    sum += index % 2 === 0 ? digit : doubled
  }
  return sum % 10 === 0
}

/**
 * Groups digits the way they are printed on the card: 4-4-4-4, American Express 4-6-5.
 *
 * @param {string} digits
 */
export function groupNumber(digits) {
  if (brandOf(digits) !== 'amex') return digits.replace(/(\d{4})(?=\d)/g, '$1 ')
  const groups = /^(\d{1,4})(\d{1,6})?(\d{1,5})?/.exec(digits) ?? []
  return groups.slice(1).filter(Boolean).join(' ')
}
