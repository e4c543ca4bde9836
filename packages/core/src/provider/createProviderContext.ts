import type { Appearance } from './Appearance.ts'
import type { ProviderContext, ScriptLoader } from './ProviderContext.ts'

/** What a page tells every provider. */
export interface ProviderContextOptions {
  scripts: ScriptLoader
  country?: string | undefined
  appearance?: Appearance | undefined
  nonce?: string | undefined
}

/** Makes the part of a provider's context that is the same for every method. */
export function createProviderContext({
  scripts,
  country,
  appearance,
  nonce,
}: ProviderContextOptions): Omit<ProviderContext, 'amount' | 'locale' | 'flow' | 'loadBalance' | 'text'> {
  return {
    scripts,
    ...(country === undefined ? {} : { country }),
    ...(appearance === undefined ? {} : { appearance }),
    ...(nonce === undefined ? {} : { nonce }),
  }
}
