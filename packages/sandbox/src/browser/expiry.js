// Shared by the hosted fields and the server, which checks again what the fields let through.

/**
 * Reads "MM/YY", also with blanks around the slash.
 *
 * @param {string} text
 */
export function parseExpiry(text) {
  const match = /^(\d{2}) ?\/ ?(\d{2})$/.exec(text)
  if (match === null) return undefined
  const month = Number(match[1])
  return month >= 1 && month <= 12 ? { month, year: 2000 + Number(match[2]) } : undefined
}

/**
 * A card is good until its month has ended everywhere on earth: at UTC-12. `now` in milliseconds.
 *
 * @param {{ month: number, year: number }} expiry
 * @param {number} now
 */
export function isExpired({ month, year }, now) {
  return now >= Date.UTC(year, month, 1, 12)
}

/**
 * Shapes what is typed, pasted or filled in ("5", "1227", "12/2027") as "MM / YY". While deleting, the slash is not
 * put back, or it could never be deleted.
 *
 * @param {string} text
 */
export function groupExpiry(text, deleting = false) {
  const [, first = '', rest = ''] = /^(\d{1,2})\D+(\d{0,4})/.exec(text.trim()) ?? []
  let digits = first === '' ? text.replace(/\D/g, '') : first.padStart(2, '0') + rest
  if (/^[2-9]/.test(digits)) digits = `0${digits}`
  const month = digits.slice(0, 2)
  if (month.length < 2 || (digits.length === 2 && deleting)) return month
  return `${month} / ${shortYear(digits.slice(2))}`
}

/**
 * "2027" becomes "27"; a year that begins with 20 may have four digits, so its third is let in.
 *
 * @param {string} digits
 */
function shortYear(digits) {
  const long = /^20(\d{1,2})/.exec(digits)?.[1]
  if (long === undefined) return digits.slice(0, 2)
  return long.length === 2 ? long : digits.slice(0, 3)
}
