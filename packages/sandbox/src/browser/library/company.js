import { handleAction } from './action.js'
import { createFields } from './fields.js'

/** How long a frame may take to answer, in milliseconds. */
const defaultTimeout = 8_000

/** Makes the global of a company that is reached at `base`. */
export const createCompany = (/** @type {string} */ base) => {
  /** @type {(publishableKey: unknown, options?: { timeout?: number }) => object} */
  const open = (publishableKey, { timeout = defaultTimeout } = {}) => {
    if (typeof publishableKey !== 'string' || publishableKey === '') {
      throw new TypeError('PayloomSandbox: give the publishable key, as in PayloomSandbox("pk_…").')
    }
    const company = { base, timeout }
    return {
      fields: (/** @type {import('./fields.js').FieldsOptions} */ options = {}) =>
        createFields(company, publishableKey, options),
      /** @type {(action: unknown, container: unknown, options?: import('./action.js').ActionOptions) => ReturnType<typeof handleAction>} */
      handleAction: (action, container, options) => handleAction(company, action, container, options),
    }
  }
  return Object.assign(open, { origin: base })
}
