import { createVisitorStore, type VisitorStore } from './createVisitorStore.ts'
import { shopClient } from './shopClient.ts'

/** The page's own visitor. */
export const visitorStore: VisitorStore = createVisitorStore(shopClient)
