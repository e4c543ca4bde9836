/** The time, passed in. */
export interface Clock {
  now(): number
  /** @returns a function that cancels it. */
  setTimer(callback: () => void, milliseconds: number): () => void
}
