import { expect, test } from 'vitest'
import { parseAmount } from './parseAmount.ts'

test.each([
  ['10.50', 'EUR', 1050],
  ['10,50', 'EUR', 1050],
  [' 10,5 ', 'EUR', 1050],
  ['10', 'EUR', 1000],
  ['0.01', 'EUR', 1],
  ['19.99', 'EUR', 1999],
  // As a binary fraction it is 113.99999999999999 cents.
  ['1.14', 'EUR', 114],
  ['4.35', 'EUR', 435],
  ['007', 'EUR', 700],
  ['1000', 'JPY', 1000],
  ['1.005', 'KWD', 1005],
  ['1,05', 'KWD', 1050],
  ['90071992547409.91', 'EUR', undefined],
])('"%s" %s is understood exactly, or refused', (text, currency, value) => {
  const parsed = parseAmount(text, currency)
  if (value === undefined) expect(parsed.kind).toBe('refused')
  else expect(parsed).toEqual({ kind: 'money', money: { value, currency } })
})

test.each([
  ['', 'EUR', 'Enter an amount, such as 10.50.'],
  ['1,000', 'EUR', 'thousands are written without a mark: write it like 10.50.'],
  ['1.000', 'EUR', 'thousands are written without a mark'],
  ['1,000', 'JPY', 'JPY has no decimals, and thousands are written without a mark: write it like 1000.'],
  ['10.5', 'JPY', 'JPY has no decimals: write it like 1000.'],
  ['1,000', 'KWD', 'This could be thousands. Write the decimals after a point, such as 10.500.'],
  ['10.505', 'EUR', 'EUR has 2 decimals'],
  ['1.000,50', 'EUR', 'at most one point or comma'],
  ['1 000', 'EUR', 'at most one point or comma'],
  ['€10', 'EUR', 'nothing else'],
  ['-5', 'EUR', 'nothing else'],
  ['1e3', 'EUR', 'nothing else'],
  ['.5', 'EUR', 'nothing else'],
  ['٣', 'EUR', 'nothing else'],
  ['0,00', 'EUR', 'Enter more than €0.00.'],
  ['1', 'XXX', 'the decimals of XXX are not known'],
])('"%s" %s is refused with its cure', (text, currency, words) => {
  const parsed = parseAmount(text, currency)
  expect(parsed).toEqual({ kind: 'refused', words: expect.stringContaining(words) })
})
