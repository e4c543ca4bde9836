/** Keeps something as it is while it is used. */
export interface Holds {
  /** @returns what ends it. */
  hold(): () => void
  /** Does a change now, or when nobody holds any more. */
  whenFree(change: () => void): void
  isHeld(): boolean
  /** Ends every hold; what waited is not done any more. */
  drop(): void
}

/** Makes the holds of one thing. */
export function createHolds(): Holds {
  const waiting: (() => void)[] = []
  let holds = 0
  return {
    hold() {
      holds++
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holds = Math.max(0, holds - 1)
        if (holds === 0) for (const change of waiting.splice(0)) change()
      }
    },
    whenFree(change) {
      if (holds > 0) waiting.push(change)
      else change()
    },
    isHeld: () => holds > 0,
    drop() {
      holds = 0
      waiting.length = 0
    },
  }
}
