import { currencyExponent, formatMoney, type Money } from '@payloom/core/contract'

/** What somebody has typed as an amount: exactly what it is, or why it cannot be told. */
export type ParsedAmount = { kind: 'money'; money: Money } | { kind: 'refused'; words: string }

const mostDigits = 15

/**
 * Reads an amount in major units by its decimal text, never as a binary fraction. A decimal point and a decimal comma mean the same: "10,50" is
 * "10.50". What could be thousands or decimals ("1,000", "1.000") is refused rather than guessed.
 */
export function parseAmount(text: string, currency: string): ParsedAmount {
  const exponent = currencyExponent(currency)
  if (exponent === undefined)
    return refuse(`Refund the whole order: the decimals of ${currency} are not known here.`)
  const typed = text.trim()
  const example = exampleOf(exponent)
  if (typed === '') return refuse(`Enter an amount, such as ${example}.`)
  const [, whole, mark, fraction = ''] = /^(\d+)(?:([.,])(\d+))?$/.exec(typed) ?? []
  if (whole === undefined) {
    return refuse(`Enter digits with at most one point or comma, and nothing else, such as ${example}.`)
  }
  if (fraction.length > exponent) return refuse(tooExact(currency, exponent, fraction, example))
  // Where three decimals are right they look like thousands; the point is how amounts are written here.
  if (fraction.length === 3 && mark === ',') {
    return refuse(`This could be thousands. Write the decimals after a point, such as ${example}.`)
  }
  // Digits alone, and no more of them than a number holds exactly.
  const digits = `${whole}${fraction.padEnd(exponent, '0')}`.replace(/^0+(?=\d)/, '')
  if (digits.length > mostDigits) return refuse('This amount is too large.')
  const money = { value: Number(digits), currency }
  return money.value === 0 ? refuse(`Enter more than ${formatMoney(money, 'en')}.`) : { kind: 'money', money }
}

/** An amount with all the decimals that a currency has. */
export function exampleOf(exponent: number): string {
  return exponent === 0 ? '1000' : `10.${'50'.padEnd(exponent, '0')}`
}

function tooExact(currency: string, exponent: number, fraction: string, example: string): string {
  const most = exponent === 0 ? `${currency} has no decimals` : `${currency} has ${exponent} decimals`
  const thousands = fraction.length === 3 ? ', and thousands are written without a mark' : ''
  return `${most}${thousands}: write it like ${example}.`
}

function refuse(words: string): ParsedAmount {
  return { kind: 'refused', words }
}
