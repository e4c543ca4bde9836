import type { CspSources, Provider } from '@payloom/core'

/**
 * What the registered providers ask of the page's policy.
 *
 * @param configs per provider, a config as `loadMethod` would answer it: the sources may depend on it.
 * @throws Error for a config that the provider itself would refuse.
 */
export async function providerSources(
  providers: readonly Provider[],
  configs: Readonly<Record<string, unknown>>,
): Promise<CspSources[]> {
  return await Promise.all(
    providers.map(async (provider) => {
      const [match] = provider.matches
      const { method = '', purposes = [] } = match ?? {}
      const module = await provider.load({ method, purpose: purposes[0] ?? 'pay' })
      const parsed = await module.config['~standard'].validate(configs[provider.id] ?? {})
      if (parsed.issues) {
        const issues = parsed.issues.map(({ message }) => message).join('; ')
        throw new Error(`providerSources: the config of "${provider.id}" does not fit: ${issues}`)
      }
      return module.csp(parsed.value)
    }),
  )
}
