import type { ProviderModule } from './Provider.ts'
import type { ProviderEntry } from './ProviderEntry.ts'
import type { ProviderSession } from './ProviderSession.ts'

const session: ProviderSession = {
  state: { phase: 'ready', canSubmit: true },
  mount: async () => {},
  unmount: () => {},
  update: async () => 'updated',
  subscribe: () => () => {},
  collect: async () => ({ data: {} }),
  destroy: async () => {},
}

const module: ProviderModule = {
  config: { '~standard': { version: 1, vendor: 'payloom', validate: (value) => ({ value }) } },
  csp: () => ({}),
  create: async () => session,
}

/** Draws methods that need nothing and that no registered provider knows: instructions, redirects. It declares no action. */
export const fallbackEntry: ProviderEntry = {
  provider: {
    id: 'fallback',
    matches: [{ method: '*', purposes: ['pay'], presentation: 'none' }],
    load: async () => module,
  },
  match: { method: '*', purposes: ['pay'], presentation: 'none' },
}
