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

/** What a form says after a change, rebuilt field by field. */
export const readChange = (
  /** @type {import('./frame.js').Content} */ content,
  /** @type {readonly string[]} */ names,
) => {
  const { complete, empty, brand, fields } = content
  const read = (/** @type {string} */ field) => ({
    valid: fields?.[field]?.valid === true,
    empty: fields?.[field]?.empty === true,
  })
  return {
    complete: complete === true,
    empty: empty === true,
    ...(typeof brand === 'string' ? { brand } : {}),
    fields: Object.fromEntries(names.map((name) => [name, read(name)])),
  }
}

/** @type {(answer: unknown) => import('./calls.js').TokenAnswer} */
export const readAnswer = (answer) => {
  const { token, error } = isObject(answer) ? answer : {}
  if (isObject(token)) {
    const { id, brand, last4 } = token
    return {
      token: {
        id: String(id),
        ...(brand === undefined ? {} : { brand: String(brand), last4: String(last4) }),
      },
    }
  }
  const { code = 'network', field } = isObject(error) ? error : {}
  return { error: { code: String(code), ...(field === undefined ? {} : { field: String(field) }) } }
}

/** @type {(value: unknown) => { country: string, postalCode?: string, city?: string } | undefined} */
const readAddress = (value) => {
  if (!isObject(value)) return undefined
  const { country, postalCode, city } = value
  return {
    country: String(country),
    ...(typeof postalCode === 'string' && postalCode !== '' ? { postalCode } : {}),
    ...(typeof city === 'string' && city !== '' ? { city } : {}),
  }
}

/** Where the shopper wants it shipped to, and how, rebuilt field by field. */
export const readShippingChange = (/** @type {unknown} */ change) => {
  const { shippingAddress, shippingOptionId } = isObject(change) ? change : {}
  const address = readAddress(shippingAddress)
  return {
    ...(address === undefined ? {} : { shippingAddress: address }),
    ...(typeof shippingOptionId === 'string' ? { shippingOptionId } : {}),
  }
}

/** What the shopper agreed to, rebuilt field by field. */
export const readApproval = (/** @type {import('./frame.js').Content} */ { token, contact }) => {
  const { email, shippingAddress } = isObject(contact) ? contact : {}
  const address = readAddress(shippingAddress)
  return {
    token: String(token),
    contact: { email: String(email), ...(address === undefined ? {} : { shippingAddress: address }) },
  }
}

/** What the page answers to a change, as the window may be told it; nothing stays nothing. */
export const readQuote = (/** @type {unknown} */ quote) => {
  if (!isObject(quote)) return {}
  const { error, total, lineItems = [], shippingOptions = [] } = quote
  if (error !== undefined) return { error: String(error) }
  const amountOf = (/** @type {unknown} */ amount) => readAmount('onShippingChange()', amount)
  /** @type {(line: any) => { label: string, amount: ReturnType<typeof amountOf> }} */
  const readLine = ({ label, amount }) => ({ label: String(label), amount: amountOf(amount) })
  return {
    total: amountOf(total),
    lineItems: lineItems.map(readLine),
    shippingOptions: shippingOptions.map((/** @type {any} */ option) => ({
      id: String(option.id),
      ...readLine(option),
    })),
  }
}
