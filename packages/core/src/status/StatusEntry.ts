import type { StoreApi } from 'zustand/vanilla'
import type { StatusView } from './StatusView.ts'

/** How a payment's status is kept up to date at the moment. */
export type StatusConnection = Extract<StatusView, { status: 'ready' }>['connection']

/** What is known of one payment. `connection` counts before there is anything to view, too. */
export interface StatusEntry {
  view: StatusView
  connection: StatusConnection
}

/** Every payment that one checkout knows, by its id. */
export type StatusEntries = StoreApi<ReadonlyMap<string, StatusEntry>>
