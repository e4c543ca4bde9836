import type { Provider } from './Provider.ts'

const code = /^[A-Za-z0-9_-]{1,64}$/

/**
 * Makes a provider. It checks what a type cannot: that codes are codes and that something is matched.
 *
 * @throws TypeError that names the provider and what to mend.
 */
export function defineProvider(provider: Provider): Provider {
  const { id, matches } = provider
  const methods = matches.map(({ method }) => method)
  if (!code.test(id) || methods.length === 0 || methods.some((one) => one !== '*' && !code.test(one))) {
    throw new TypeError(
      `defineProvider: "${id}" draws [${methods}]; an id and at least one method are needed, each of 1 to 64 letters, digits, "_" or "-".`,
    )
  }
  return Object.freeze({ ...provider })
}
