import type { ProviderModule } from '@payloom/core'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createUndrawnSession } from './createUndrawnSession.ts'

/** Ways to pay outside the page: at the company's own page, in an app, by a transfer. Nothing of the company is loaded. */
export const undrawnModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: () => ({}),
  create: async () => createUndrawnSession(),
}
