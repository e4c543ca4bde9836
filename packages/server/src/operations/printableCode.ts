/** A short code as it may stand in a log or an attribute: anything else, and what could be a number of a card or a token, is `other`. */
export function printableCode(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const isCode = typeof value === 'string' && /^[A-Za-z][\w.:-]{0,63}$/.test(value) && !/\d{9}/.test(value)
  return isCode ? value : 'other'
}
