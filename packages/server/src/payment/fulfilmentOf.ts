import { type Fulfilment, fulfilmentKinds } from '@payloom/core/contract'
import type { PaymentRecord } from './PaymentRecord.ts'

const kinds: ReadonlySet<string> = new Set(fulfilmentKinds)

/** What was told of shipments, by time; a pure function of the set of facts. A fact without a time cannot be put in order and is left out. */
export function fulfilmentOf({ facts }: PaymentRecord): Fulfilment[] {
  return facts
    .flatMap(({ kind, providerTime, factId, tracking }) =>
      kinds.has(kind) && providerTime !== undefined ? [{ kind, at: providerTime, factId, tracking }] : [],
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.factId < b.factId ? -1 : 1))
    .map(({ kind, at, tracking }) => ({ kind, at, ...(tracking ? { tracking } : {}) }))
}
