import { type CartStore, createCartStore } from './createCartStore.ts'
import { shopClient } from './shopClient.ts'

/** The page's own cart. */
export const cartStore: CartStore = createCartStore(shopClient)
