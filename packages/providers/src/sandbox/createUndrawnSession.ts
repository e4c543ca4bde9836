import type { ProviderSession } from '@payloom/core'

/** A session of a method that has nothing to fill in: the company's own page or app asks for all of it. */
export function createUndrawnSession(): ProviderSession {
  return {
    state: { phase: 'ready', canSubmit: true },
    subscribe: () => () => {},
    mount: async () => {},
    unmount: () => {},
    update: async () => 'updated',
    collect: async () => ({ data: {} }),
    destroy: async () => {},
  }
}
