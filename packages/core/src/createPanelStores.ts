import type { StoreApi } from 'zustand/vanilla'
import type { MethodRef } from './client/PaymentClient.ts'
import type { PanelState } from './provider/PanelState.ts'
import { createGuardedStore } from './status/createGuardedStore.ts'

/** Lends the store of a method's own panel; the same store for the same method. */
export type PanelStores = (method: MethodRef) => StoreApi<PanelState>

/** Makes the stores: they can be read before anything is there to write them. */
export function createPanelStores(report: (error: unknown) => void): PanelStores {
  const stores = new Map<string, StoreApi<PanelState>>()
  return ({ provider, method }) => {
    const key = `${provider} ${method}`
    const store = stores.get(key) ?? createGuardedStore<PanelState>({ status: 'none' }, report)
    stores.set(key, store)
    return store
  }
}
