import { defineProvider, type Provider, type ProviderCapabilities, type ProviderMatch } from '@payloom/core'

/** The sandbox company: every shape that paying can have. */
export const sandbox: Provider = defineProvider({
  id: 'sandbox',
  matches: [
    form('card', { store: true, challenge: 'after-order' }),
    { ...form('card', { stored: true, challenge: 'after-order' }), purposes: ['pay-stored'] },
    { ...form('card', { setup: true, challenge: 'after-order' }), purposes: ['setup'] },
    undrawn('bank'),
    undrawn('formpost'),
    undrawn('qr'),
    undrawn('await'),
    undrawn('banktransfer'),
    { ...form('paybutton', { express: true, needsUserActivation: true }), presentation: 'button' },
    form('precheck', { collectsOnScreen: true, challenge: 'before-order' }),
    form('steps', { challenge: 'after-order' }),
    form('gift', { partial: true }),
    form('teardown', { challenge: 'after-order' }),
  ],
  actions: ['sandbox.challenge', 'sandbox.fingerprint', 'sandbox.sheet'],
  // The list of chunks is a chunk of its own: a page that nobody pays on does not carry it.
  load: async (wanted) => (await import('./loadModule.ts')).loadModule(wanted),
})

function form(method: string, capabilities: ProviderCapabilities): ProviderMatch {
  return { method, purposes: ['pay'], presentation: 'form', capabilities }
}

function undrawn(method: string): ProviderMatch {
  return { method, purposes: ['pay'], presentation: 'none' }
}
