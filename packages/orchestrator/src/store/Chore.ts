/**
 * `capture-part`: takes a held part, by its attempt. `return-duplicate`: gives the money of an attempt back that its payment does not need.
 * `forget-method`: makes a company forget a stored method, by its id. `order-update`: refunds or ships what the shop wants, by the update's id.
 */
export type ChoreKind = 'capture-part' | 'return-duplicate' | 'forget-method' | 'order-update'

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
