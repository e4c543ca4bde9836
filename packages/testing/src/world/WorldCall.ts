import type { RouteMatch } from '@payloom/core/contract'

/** One request of the contract, as the fake shop reads it. */
export interface WorldCall extends RouteMatch {
  body: unknown
  query: Readonly<Record<string, string>>
  /** The `Idempotency-Key`. */
  key: string
}
