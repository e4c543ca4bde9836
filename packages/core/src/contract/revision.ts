/** Orders the states of one payment: the greater epoch wins, then the greater sequence. */
export interface Revision {
  /** Raised by the store at its creation or restore. */
  epoch: number
  /** Grows with every visible change. */
  seq: number
}

/** Whether revision `a` is later than `b`. */
export function isNewerRevision(a: Revision, b: Revision): boolean {
  return a.epoch !== b.epoch ? a.epoch > b.epoch : a.seq > b.seq
}
