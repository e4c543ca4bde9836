import type { Fact } from '@payloom/core/contract'
import type { PaymentRecord } from './PaymentRecord.ts'

/** Adds facts to a record's set: an equal `factId` is the same fact, which a read-back can only confirm. */
export function addFacts(record: PaymentRecord, facts: readonly Fact[]): PaymentRecord {
  const known = new Map(record.facts.map((fact) => [fact.factId, fact]))
  let changed = false
  for (const fact of facts) {
    const other = known.get(fact.factId)
    if (other && (other.confirmed || !fact.confirmed)) continue
    known.set(fact.factId, other ? { ...other, confirmed: true } : fact)
    changed = true
  }
  return changed ? { ...record, facts: [...known.values()] } : record
}
