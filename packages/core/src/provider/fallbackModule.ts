import type { ProviderModule } from './Provider.ts'
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

/** Code of the built-in fallback: nothing is drawn, nothing is collected, and no action is declared. */
export const fallbackModule: ProviderModule = {
  config: { '~standard': { version: 1, vendor: 'payloom', validate: (value) => ({ value }) } },
  csp: () => ({}),
  create: async () => session,
}
