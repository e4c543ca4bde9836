import {
  defineProvider,
  type Provider,
  type ProviderCapabilities,
  type ProviderMatch,
  type ProviderModule,
  type ProviderUse,
} from '@payloom/core'

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
  load,
})

function form(method: string, capabilities: ProviderCapabilities): ProviderMatch {
  return { method, purposes: ['pay'], presentation: 'form', capabilities }
}

function undrawn(method: string): ProviderMatch {
  return { method, purposes: ['pay'], presentation: 'none' }
}

// One chunk per method: nobody loads what their shopper does not choose.
async function load({ method, purpose }: ProviderUse): Promise<ProviderModule> {
  switch (method) {
    case 'card':
      return purpose === 'pay-stored'
        ? (await import('./storedCardModule.ts')).storedCardModule
        : (await import('./cardModule.ts')).cardModule
    case 'formpost':
      return (await import('./formPostModule.ts')).formPostModule
    case 'paybutton':
      return (await import('./payButtonModule.ts')).payButtonModule
    case 'precheck':
      return (await import('./precheckModule.ts')).precheckModule
    case 'steps':
      return (await import('./stepsModule.ts')).stepsModule
    case 'gift':
      return (await import('./giftModule.ts')).giftModule
    case 'teardown':
      return (await import('./teardownModule.ts')).teardownModule
    default:
      return (await import('./undrawnModule.ts')).undrawnModule
  }
}
