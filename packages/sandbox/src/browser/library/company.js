import { handleAction } from './action.js'
import { createFields } from './fields.js'
import { createPayButton } from './payButton.js'
import { openSheet } from './sheet.js'
import { createSlowFields } from './slowFields.js'
import { verify } from './verify.js'

/**
 * @typedef {object} Company What a shop gets for its publishable key.
 * @property {(options?: import('./fields.js').FieldsOptions) => ReturnType<typeof createFields>} fields
 * @property {(action: unknown, container: unknown, options?: import('./action.js').ActionOptions) =>
 *   Promise<import('./action.js').ActionAnswer>} handleAction
 * @property {(options?: import('./fields.js').FieldsOptions) => ReturnType<typeof createSlowFields>} slowFields
 * @property {(tokenId: unknown, options?: import('./verify.js').VerifyOptions) =>
 *   Promise<import('./verify.js').VerifyAnswer>} verify
 * @property {(options?: import('./payButton.js').PayButtonOptions) => ReturnType<typeof createPayButton>} payButton
 * @property {(options: import('./sheet.js').SheetOptions) => ReturnType<typeof openSheet>} openSheet
 */

/** How long a frame may take to answer, in milliseconds. */
const defaultTimeout = 8_000

/** Makes the global of a company that is reached at `base`. */
export const createCompany = (/** @type {string} */ base) => {
  /** @type {(publishableKey: unknown, options?: { timeout?: number }) => Company} */
  const open = (publishableKey, { timeout = defaultTimeout } = {}) => {
    if (typeof publishableKey !== 'string' || publishableKey === '') {
      throw new TypeError('PayloomSandbox: give the publishable key, as in PayloomSandbox("pk_…").')
    }
    const company = { base, timeout }
    return {
      fields: (options = {}) => createFields(company, publishableKey, options),
      slowFields: (options = {}) => createSlowFields(company, publishableKey, options),
      handleAction: (action, container, options) => handleAction(company, action, container, options),
      verify: (tokenId, options) => verify(company, publishableKey, tokenId, options),
      payButton: (options = {}) => createPayButton(options),
      openSheet: (options) => openSheet(company, publishableKey, options),
    }
  }
  return Object.assign(open, { origin: base })
}
