import { useSyncExternalStore } from 'react'
import { subscribeToLocation } from './navigate.ts'

/** Path and query of the page, followed. */
export function useLocationUrl(): string {
  return useSyncExternalStore(subscribeToLocation, () => window.location.pathname + window.location.search)
}
