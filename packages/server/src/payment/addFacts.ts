import type { Fact } from '@payloom/core/contract'
import type { PaymentRecord } from './PaymentRecord.ts'

/**
 * Adds facts to a record's set. An equal `factId` is the same fact: a later copy can only confirm it, or say what was not known of it before, an order
 * update that it came of or a parcel's tracking. Nothing that was known changes.
 */
export function addFacts(record: PaymentRecord, facts: readonly Fact[]): PaymentRecord {
  const known = new Map(record.facts.map((fact) => [fact.factId, fact]))
  let changed = false
  for (const fact of facts) {
    const other = known.get(fact.factId)
    const merged = other ? mergeCopies(other, fact) : fact
    if (merged === other) continue
    known.set(fact.factId, merged)
    changed = true
  }
  return changed ? { ...record, facts: [...known.values()] } : record
}

function mergeCopies(known: Fact, copy: Fact): Fact {
  const news: Partial<Fact> = {
    ...(copy.confirmed && !known.confirmed ? { confirmed: true } : {}),
    ...(copy.tracking && !known.tracking ? { tracking: copy.tracking } : {}),
    ...(copy.orderUpdateId !== undefined && known.orderUpdateId === undefined
      ? { orderUpdateId: copy.orderUpdateId }
      : {}),
  }
  return Object.keys(news).length === 0 ? known : { ...known, ...news }
}
