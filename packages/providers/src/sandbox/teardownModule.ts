import type { ProviderModule } from '@payloom/core'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createFieldsSession } from './createFieldsSession.ts'
import { createRenewedFields } from './createRenewedFields.ts'
import { sandboxCsp } from './csp.ts'
import { loadLibrary } from './loadLibrary.ts'
import { looksOf } from './looksOf.ts'
import { performAction } from './performAction.ts'

/** Cards by hosted fields that take their time to leave the page. */
export const teardownModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: sandboxCsp,
  async create(method, context, signal) {
    const library = await loadLibrary(method.config, context, ['slowFields', 'handleAction'], signal)
    const looks = looksOf(method, context)
    return createFieldsSession({
      fields: createRenewedFields(() => library.slowFields(looks)),
      looks,
      perform: (...step) => performAction(library, ...step),
    })
  },
}
