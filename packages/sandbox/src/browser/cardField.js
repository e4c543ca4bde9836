import { brandOf, digitsOf, groupNumber, isCardNumber, lengthsOf } from './cardNumber.js'
import { groupExpiry, isExpired, parseExpiry } from './expiry.js'
import { find } from './find.js'

/**
 * @typedef {object} FieldKind
 * @property {(text: string, deleting: boolean) => string} shape How the field writes what is typed.
 * @property {(text: string) => string | undefined} problem A code for what is wrong with it.
 */

/** @satisfies {Record<string, FieldKind>} */
const kinds = {
  number: {
    shape: (/** @type {string} */ text) => groupNumber(digitsOf(text)),
    problem(/** @type {string} */ text) {
      const digits = digitsOf(text)
      if (isCardNumber(digits)) return undefined
      const lengths = lengthsOf(brandOf(digits))
      // Nearly every card has 16 digits where its brand allows for them: with fewer, more are on their way.
      const usual = lengths.includes(16) ? 16 : Math.max(...lengths)
      return digits.length < usual ? 'incomplete_number' : 'invalid_number'
    },
  },
  expiry: {
    shape: groupExpiry,
    problem(/** @type {string} */ text) {
      const expiry = parseExpiry(text)
      if (expiry !== undefined) return isExpired(expiry, Date.now()) ? 'expired_card' : undefined
      return /^\d{2} \/ \d{2}$/.test(text) ? 'invalid_expiry' : 'incomplete_expiry'
    },
  },
  cvc: {
    shape: (/** @type {string} */ text) => text.replace(/\D/g, '').slice(0, 4),
    problem: (/** @type {string} */ text) => (/^\d{3,4}$/.test(text) ? undefined : 'incomplete_cvc'),
  },
}

/** @typedef {keyof typeof kinds} FieldName */
/** @typedef {ReturnType<typeof createCardField>} CardField */

/** The fields in the order in which they stand. */
export const fieldNames = /** @type {const} */ (['number', 'expiry', 'cvc'])

/**
 * Brings one input to life: shapes what is typed, and complains after the shopper has left it, not before.
 *
 * @param {FieldName} name
 * @param {() => void} changed
 */
export function createCardField(name, changed) {
  const input = find(name, HTMLInputElement)
  const complaint = find(`${name}-error`, HTMLElement)
  const { shape, problem } = kinds[name]
  /** @type {string | undefined} */
  let shown
  /** @type {Readonly<Record<string, string>>} */
  let errors = {}

  const show = (/** @type {string | undefined} */ code) => {
    shown = code
    complaint.textContent = code === undefined ? '' : (errors[code] ?? code)
    if (code === undefined) input.removeAttribute('aria-invalid')
    else input.setAttribute('aria-invalid', 'true')
  }
  input.addEventListener('input', (event) => {
    const deleting = event instanceof InputEvent && event.inputType.startsWith('delete')
    reshape(input, shape(input.value, deleting))
    // What was complained about is looked at again with every stroke, so that it goes as soon as it is mended.
    if (shown !== undefined) show(problem(input.value))
    changed()
  })
  input.addEventListener('blur', () => {
    if (input.value !== '') show(problem(input.value))
  })
  return {
    input,
    state: () => ({ valid: problem(input.value) === undefined, empty: input.value === '' }),
    problem: () => problem(input.value),
    /** Shows what is wrong: the server's view if it has one. Says whether anything is. */
    complain(code = problem(input.value)) {
      show(code)
      return code !== undefined
    },
    speak(/** @type {import('./words.js').Words} */ words) {
      errors = words.errors
      show(shown)
    },
  }
}

/**
 * Writes the shaped text back and keeps the caret behind the same digit.
 *
 * @param {HTMLInputElement} input
 * @param {string} after
 */
function reshape(input, after) {
  const before = input.value
  if (after === before) return
  const caret = input.selectionStart ?? before.length
  const digits = before.slice(0, caret).replace(/\D/g, '').length
  input.value = after
  if (caret === before.length) return
  let position = 0
  for (let seen = 0; seen < digits && position < after.length; position += 1) {
    if (/\d/.test(after.charAt(position))) seen += 1
  }
  input.setSelectionRange(position, position)
}
