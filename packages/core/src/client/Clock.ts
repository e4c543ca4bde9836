/** The time, passed in. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** @returns a function that cancels it. */
  setTimer(callback: () => void, milliseconds: number): () => void
}
