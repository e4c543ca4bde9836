import type { ProviderModule } from '@payloom/core'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createUndrawnSession } from './createUndrawnSession.ts'

/** A redirect by a form, there and back: the return's code captures the money. */
export const formPostModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: ({ origin }) => ({ formAction: [origin] }),
  create: async () => createUndrawnSession(),
  readReturn(params) {
    const { sandbox_payment: payment, sandbox_code: code } = params
    // Without a code there is nothing to send: the status alone tells what the shopper decided.
    if (payment === undefined || code === undefined || code === '') return null
    return { data: { code } }
  },
}
