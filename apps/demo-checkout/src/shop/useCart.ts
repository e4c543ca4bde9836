import { useSyncExternalStore } from 'react'
import { cartStore } from './cartStore.ts'
import type { CartView } from './createCartStore.ts'

/** The cart, followed. */
export function useCart(): CartView {
  return useSyncExternalStore(cartStore.subscribe, cartStore.get)
}
