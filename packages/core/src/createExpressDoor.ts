import type { StoreApi } from 'zustand/vanilla'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { MethodRef } from './client/PaymentClient.ts'
import type { PanelState } from './provider/PanelState.ts'
import { createGuardedStore } from './status/createGuardedStore.ts'

/** The door to the express panels. */
export interface ExpressDoor {
  express: Checkout['express']
  /** Hands over what was mounted before the desk was there. */
  open(mount: Checkout['express']['mount']): void
}

/** Makes the door: it lends the panels' stores at once, and lets the desk come when one is mounted. */
export function createExpressDoor({ registry, report }: CheckoutBase, load: () => void): ExpressDoor {
  const panels: Record<string, StoreApi<PanelState>> = {}
  const mounts = new Set<{ method: MethodRef; slot: HTMLElement; unmount: (() => void) | undefined }>()
  let mount: Checkout['express']['mount'] | undefined
  return {
    express: {
      isExpress: (method) => registry.find(method)?.match.capabilities?.express === true,
      panel({ provider, method }) {
        panels[`${provider} ${method}`] ??= createGuardedStore<PanelState>({ status: 'none' }, report)
        return panels[`${provider} ${method}`] as StoreApi<PanelState>
      },
      mount(method, slot) {
        const own = { method, slot, unmount: mount?.(method, slot) }
        mounts.add(own)
        load()
        return () => {
          mounts.delete(own)
          own.unmount?.()
        }
      },
    },
    open(next) {
      mount = next
      for (const own of mounts) own.unmount = next(own.method, own.slot)
    },
  }
}
