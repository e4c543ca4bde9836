import type { ProviderModule } from '@payloom/core'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createFieldsSession } from './createFieldsSession.ts'
import { sandboxCsp } from './csp.ts'
import { loadLibrary } from './loadLibrary.ts'
import { looksOf } from './looksOf.ts'
import { performAction } from './performAction.ts'

/** Cards, to pay with and to keep: hosted fields, and after the order whatever steps the company asks for. */
export const cardModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: sandboxCsp,
  async create(method, context, signal) {
    const library = await loadLibrary(method.config, context, ['fields', 'handleAction'], signal)
    const looks = looksOf(method, context)
    return createFieldsSession({
      fields: library.fields(looks),
      looks,
      perform: (...step) => performAction(library, ...step),
    })
  },
}
