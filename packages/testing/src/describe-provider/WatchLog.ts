import type { ActionOutcome, CollectedData, ProviderSession } from '@payloom/core'

/** What a call of the provider came to. */
export type Settled<Value> = { kind: 'resolved'; value: Value } | { kind: 'rejected'; error: unknown }

/** Moments at which a check may act. */
export type WatchedMoment = 'create' | 'mount' | 'collect' | 'perform'

/** What watching a provider is kept in. */
export interface WatchLog {
  created: Settled<ProviderSession>[]
  collected: Settled<CollectedData>[]
  performed: Settled<ActionOutcome>[]
  /** How often each was called, settled or not. */
  counts: Record<WatchedMoment, number>
  /** How often a ticket was asked for. */
  begins: number
  /** Called right after the provider was. */
  at(moment: WatchedMoment): void
}

/** Writes down what a promise comes to. */
export function record<Value>(promise: Promise<Value>, log: Settled<Value>[]): Promise<Value> {
  promise.then(
    (value) => log.push({ kind: 'resolved', value }),
    (error: unknown) => log.push({ kind: 'rejected', error }),
  )
  return promise
}
