import type { Fact } from '@payloom/core/contract'

/** A fact before its attempt is known. */
export interface CompanyFact extends Omit<Fact, 'attemptId' | 'orderUpdateId'> {
  /** Of a refund or a shipment that was asked for here: the reference that it was asked for with. So it is known what it came of. */
  reference?: string | undefined
}
