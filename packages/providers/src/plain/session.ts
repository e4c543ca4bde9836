import type { ProviderModule, ProviderSession, SessionState } from '@payloom/core'
import { type PlainConfig, plainConfigSchema } from './config.ts'
import { plainCsp } from './csp.ts'

/** The plain provider's code: nothing is drawn, nothing is collected. */
export const plainModule: ProviderModule<PlainConfig> = {
  config: plainConfigSchema,
  csp: plainCsp,
  create: async () => createSession(),
}

function createSession(): ProviderSession {
  const state: SessionState = { phase: 'ready', canSubmit: true }
  return {
    state,
    subscribe: () => () => {},
    mount: async () => {},
    unmount: () => {},
    update: async () => 'updated',
    collect: async () => ({ data: {} }),
    destroy: async () => {},
  }
}
