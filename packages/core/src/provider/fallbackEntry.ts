import type { ProviderMatch } from './Provider.ts'
import type { ProviderEntry } from './ProviderEntry.ts'

const match: ProviderMatch = { method: '*', purposes: ['pay'], presentation: 'none' }

/** Draws methods that need nothing and that no registered provider knows: instructions, redirects. It declares no action. */
export const fallbackEntry: ProviderEntry = {
  provider: {
    id: 'fallback',
    matches: [match],
    load: async () => (await import('./fallbackModule.ts')).fallbackModule,
  },
  match,
  isFallback: true,
}
