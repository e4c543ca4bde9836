import type { Provider } from './Provider.ts'

const code = /^[A-Za-z0-9_-]{1,64}$/

/**
 * Makes a provider. It checks what a type cannot: that codes are codes and that something is matched.
 *
 * @throws TypeError that names the provider and what to mend.
 */
export function defineProvider(provider: Provider): Provider {
  if (!code.test(provider.id)) {
    throw new TypeError(
      `defineProvider: id ${JSON.stringify(provider.id)} must be 1 to 64 letters, digits, "_" or "-".`,
    )
  }
  if (provider.matches.length === 0) {
    throw new TypeError(
      `defineProvider: "${provider.id}" matches nothing; list at least one method in "matches".`,
    )
  }
  for (const { method } of provider.matches) {
    if (method !== '*' && !code.test(method)) {
      throw new TypeError(
        `defineProvider: "${provider.id}" matches ${JSON.stringify(method)}, which is no method code.`,
      )
    }
  }
  return Object.freeze({ ...provider })
}
