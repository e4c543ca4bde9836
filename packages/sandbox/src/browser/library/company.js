import { handleAction } from './action.js'
import { createFields } from './fields.js'

/**
 * @typedef {object} Company What a shop gets for its publishable key.
 * @property {(options?: import('./fields.js').FieldsOptions) => ReturnType<typeof createFields>} fields
 * @property {(action: unknown, container: unknown, options?: import('./action.js').ActionOptions) =>
 *   Promise<import('./action.js').ActionAnswer>} handleAction
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
      handleAction: (action, container, options) => handleAction(company, action, container, options),
    }
  }
  return Object.assign(open, { origin: base })
}
