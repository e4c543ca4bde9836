import type { StoreApi } from 'zustand/vanilla'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { PanelState } from './provider/PanelState.ts'
import { createGuardedStore } from './status/createGuardedStore.ts'

/** Makes the door to the express panels: it lends their stores at once. */
export function createExpressDoor({ registry, report }: CheckoutBase): Checkout['express'] {
  const panels = new Map<string, StoreApi<PanelState>>()
  return {
    isExpress: (method) => registry.find(method)?.match.capabilities?.express === true,
    panel({ provider, method }) {
      const key = `${provider} ${method}`
      const panel = panels.get(key) ?? createGuardedStore<PanelState>({ status: 'none' }, report)
      panels.set(key, panel)
      return panel
    },
    mount: () => () => {},
  }
}
