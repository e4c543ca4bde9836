import type { Selection } from '../provider/Selection.ts'
import type { ChosenMethod } from './ChosenMethod.ts'

/** What can be ordered of a selection. */
export function chosenOf({ method, stored, purpose, paymentId }: Selection): ChosenMethod | undefined {
  if (!method || !purpose || paymentId === undefined) return undefined
  return { method, stored, purpose, paymentId }
}
