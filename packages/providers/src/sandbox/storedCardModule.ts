import { type MethodToCreate, PaymentError, type ProviderModule, type ProviderSession } from '@payloom/core'
import type { ProviderAction, StoredMethod } from '@payloom/core/contract'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createFieldsSession } from './createFieldsSession.ts'
import { sandboxCsp } from './csp.ts'
import type { SandboxLibrary, SandboxLooks } from './library.ts'
import { loadLibrary } from './loadLibrary.ts'
import { looksOf } from './looksOf.ts'
import { performAction } from './performAction.ts'

/** Stored cards: one field for the CVC where the card needs it, else nothing to draw; challenges after the order. */
export const storedCardModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: sandboxCsp,
  async create(method, context, signal) {
    const stored = storedOf(method)
    const needed = stored.needsCvc ? (['fields', 'handleAction'] as const) : (['handleAction'] as const)
    const library = await loadLibrary(method.config, context, needed, signal)
    return stored.needsCvc
      ? createCvcSession(library, stored, looksOf(method, context))
      : createBareSession(library, looksOf(method, context))
  },
}

function createCvcSession(
  library: SandboxLibrary,
  { brand, last4 }: StoredMethod,
  looks: SandboxLooks,
): ProviderSession {
  const card = { ...(brand === undefined ? {} : { brand }), ...(last4 === undefined ? {} : { last4 }) }
  return createFieldsSession({
    fields: library.fields({ ...looks, kind: 'cvc', ...card }),
    looks,
    toData: async (cvcToken) => ({ cvcToken }),
    perform: (...step) => performAction(library, ...step),
  })
}

function createBareSession(library: SandboxLibrary, looks: SandboxLooks): ProviderSession {
  const ending = new AbortController()
  return {
    state: { phase: 'ready', canSubmit: true },
    subscribe: () => () => {},
    mount: async () => {},
    unmount: () => {},
    async update({ locale, appearance }) {
      if (appearance) return 'recreate'
      if (locale) looks.locale = locale
      return 'updated'
    },
    collect: async () => ({ data: {} }),
    perform: (action: ProviderAction, host, signal) =>
      performAction(library, looks, action, host, AbortSignal.any([signal, ending.signal])),
    destroy: async () => ending.abort(),
  }
}

function storedOf({ stored }: Pick<MethodToCreate<SandboxConfig>, 'stored'>): StoredMethod {
  if (stored) return stored
  throw new PaymentError({
    message:
      'sandbox: loadMethod answered no stored method for "pay-stored"; the backend has to add "stored".',
    code: 'configuration',
    retry: 'other-method',
    origin: 'provider',
  })
}
