import type { CspSources, Provider, ProviderUse } from '@payloom/core'

/**
 * What the registered providers ask of the page's policy, over all of their methods: a shopper may choose any.
 *
 * @param configs per provider, a config as `loadMethod` would answer it: the sources may depend on it.
 * @throws Error for a config that the provider itself would refuse.
 */
export async function providerSources(
  providers: readonly Provider[],
  configs: Readonly<Record<string, unknown>>,
): Promise<CspSources[]> {
  return await Promise.all(
    providers.flatMap((provider) =>
      usesOf(provider).map((use) => sourcesOf(provider, use, configs[provider.id] ?? {})),
    ),
  )
}

function usesOf({ matches }: Provider): ProviderUse[] {
  return matches.flatMap(({ method, purposes }) => purposes.map((purpose) => ({ method, purpose })))
}

async function sourcesOf(provider: Provider, use: ProviderUse, config: unknown): Promise<CspSources> {
  const module = await provider.load(use)
  const parsed = await module.config['~standard'].validate(config)
  if (parsed.issues) {
    const issues = parsed.issues.map(({ message }) => message).join('; ')
    throw new Error(
      `providerSources: the config of "${provider.id}/${use.method}" does not fit: ${issues}; give one for "${provider.id}" in configsOf.`,
    )
  }
  return module.csp(parsed.value)
}
