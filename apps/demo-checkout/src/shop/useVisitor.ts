import { useSyncExternalStore } from 'react'
import type { VisitorView } from './createVisitorStore.ts'
import { visitorStore } from './visitorStore.ts'

/** Who is visiting, followed. */
export function useVisitor(): VisitorView {
  return useSyncExternalStore(visitorStore.subscribe, visitorStore.get)
}
