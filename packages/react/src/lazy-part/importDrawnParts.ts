import type * as DrawnParts from '../drawnParts.ts'

/** Fetches what draws the list and the button: one chunk, requested beside the list. */
export const importDrawnParts = (): Promise<typeof DrawnParts> => import('../drawnParts.ts')
