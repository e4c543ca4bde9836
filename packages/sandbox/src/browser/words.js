// Every word that the frames show. Further languages become further entries here; `wordsFor` picks.

const english = {
  /** The language of the words, for `lang`. */
  language: 'en',
  fields: {
    card: 'Card details',
    number: 'Card number',
    expiry: 'Expiry',
    cvc: 'CVC',
    cvcTitle: 'Security code',
    note: 'A pretend company. No real money moves.',
  },
  /** @type {Readonly<Record<string, string>>} */
  errors: {
    incomplete_number: 'Enter the whole card number.',
    invalid_number: 'Check the card number: one of its digits is wrong.',
    incomplete_expiry: 'Enter the month and year.',
    invalid_expiry: 'Enter a month from 01 to 12 and a year.',
    expired_card: 'This card has expired.',
    incomplete_cvc: 'Enter the security code.',
    invalid_cvc: 'Check the security code.',
  },
  challenge: {
    title: 'Is this you?',
    text: 'Your bank asks you to confirm this payment.',
    reference: 'Reference:',
    approve: 'Approve',
    refuse: 'Refuse',
  },
  verify: {
    title: 'Is this your card?',
    text: 'Sandbox Bank asks you to confirm it before you order.',
    card: 'Card',
    approve: 'Approve',
    refuse: 'Refuse',
    cancel: 'Cancel',
  },
  step: (/** @type {number} */ step, /** @type {number} */ steps) => `Step ${step} of ${steps}`,
  sending: 'One moment …',
  unreachable: 'Your bank could not be reached. Please try again.',
}

/** @typedef {typeof english} Words */

/**
 * The words of a language; English stands in for those that are not there.
 *
 * @param {string} _locale
 */
export function wordsFor(_locale) {
  return english
}

/**
 * Writing direction of a locale.
 *
 * @param {string} locale
 */
export function directionOf(locale) {
  return /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i.test(locale) ? 'rtl' : 'ltr'
}

/**
 * The locale if Intl can work with it, else English.
 *
 * @param {unknown} locale
 */
export function usableLocale(locale) {
  try {
    return Intl.getCanonicalLocales(String(locale))[0] ?? 'en'
  } catch {
    return 'en'
  }
}
