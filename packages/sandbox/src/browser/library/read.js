import { isObject } from './frame.js'

/** An amount as the shop gives it, or a TypeError that says how it should look. */
export const readAmount = (/** @type {string} */ caller, /** @type {unknown} */ amount) => {
  if (amount === undefined) return undefined
  const { value, currency } = isObject(amount) ? amount : {}
  if (Number.isSafeInteger(value) && value >= 0 && /^[A-Z]{3}$/.test(currency)) return { value, currency }
  throw new TypeError(
    `PayloomSandbox: ${caller} takes an amount in minor units: { value: 2049, currency: "EUR" }.`,
  )
}

/** What the card form says after a change, rebuilt field by field. */
export const readChange = (/** @type {import('./frame.js').Content} */ content) => {
  const { complete, empty, brand, fields } = content
  const read = (/** @type {string} */ field) => ({
    valid: fields?.[field]?.valid === true,
    empty: fields?.[field]?.empty === true,
  })
  return {
    complete: complete === true,
    empty: empty === true,
    ...(typeof brand === 'string' ? { brand } : {}),
    fields: { number: read('number'), expiry: read('expiry'), cvc: read('cvc') },
  }
}

/** @type {(answer: unknown) => import('./calls.js').TokenAnswer} */
export const readAnswer = (answer) => {
  const { token, error } = isObject(answer) ? answer : {}
  if (isObject(token)) {
    return { token: { id: String(token.id), brand: String(token.brand), last4: String(token.last4) } }
  }
  const { code = 'network', field } = isObject(error) ? error : {}
  return { error: { code: String(code), ...(field === undefined ? {} : { field: String(field) }) } }
}
