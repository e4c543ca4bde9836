import type * as PressedParts from '../pressedParts.ts'

/** Fetches what may have to be drawn after a press: one chunk, requested when a method is chosen. */
export const importPressedParts = (): Promise<typeof PressedParts> => import('../pressedParts.ts')
