import { createPartLoader, type PartLoader } from '../lazy-part/createPartLoader.ts'
import type { ActionDialogProps } from './ActionDialog.tsx'

/** The dialog's code: fetched when a method is chosen, and before an order is sent at the latest. */
export const actionDialogLoader: PartLoader<ActionDialogProps> = createPartLoader(
  async () => (await import('./ActionDialog.tsx')).ActionDialog,
)
