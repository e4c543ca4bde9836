import { createPartLoader, type PartLoader } from '../lazy-part/createPartLoader.ts'
import { importPressedParts } from '../lazy-part/importPressedParts.ts'
import type { ActionDialogProps } from './ActionDialog.tsx'

/** The dialog's code, and whatever else a press may lead to: fetched when a method is chosen, and before an order is sent at the latest. */
export const actionDialogLoader: PartLoader<ActionDialogProps> = createPartLoader(
  async () => (await importPressedParts()).ActionDialog,
)
