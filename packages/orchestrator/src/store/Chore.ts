/** `capture-part`: takes a held part, by its attempt. `forget-method`: makes a company forget a stored method, by its id. */
export type ChoreKind = 'capture-part' | 'forget-method'

/** Something to be done at a company, again and again until it has answered. */
export interface Chore {
  kind: ChoreKind
  /** What it is done to. */
  subject: string
  /** Failed tries so far. */
  tries: number
  /** Milliseconds since the epoch. */
  createdAt: number
}
