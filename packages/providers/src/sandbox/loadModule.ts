import type { ProviderModule, ProviderUse } from '@payloom/core'

/** The code of one method: a chunk each, so that nobody loads what their shopper does not choose. */
export async function loadModule({ method, purpose }: ProviderUse): Promise<ProviderModule> {
  switch (method) {
    case 'card':
      return purpose === 'pay-stored'
        ? (await import('./storedCardModule.ts')).storedCardModule
        : (await import('./cardModule.ts')).cardModule
    case 'steps':
      return (await import('./cardModule.ts')).cardModule
    case 'formpost':
      return (await import('./formPostModule.ts')).formPostModule
    case 'paybutton':
      return (await import('./payButtonModule.ts')).payButtonModule
    case 'precheck':
      return (await import('./precheckModule.ts')).precheckModule
    case 'gift':
      return (await import('./giftModule.ts')).giftModule
    case 'teardown':
      return (await import('./teardownModule.ts')).teardownModule
    default:
      return (await import('./undrawnModule.ts')).undrawnModule
  }
}
