/** Time as a process sees it. Passed in, so that a test owns it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Runs `task` once, `delay` milliseconds from now; calling the answer takes it back. */
  after(delay: number, task: () => void): () => void
}
