import type { Fact } from '@payloom/core/contract'
import { attemptOf, type PaymentRecord } from './PaymentRecord.ts'

/** Why a fact does not count. */
export type FactRefusal = 'unknown-attempt' | 'currency-mismatch' | 'amount-mismatch'

/**
 * Compares a fact with the attempt that it names before anything is called paid: a payment in another currency, or of more than was
 * asked for, is not this one. Less than was asked for counts as what it is.
 */
export function checkFact(record: PaymentRecord, fact: Fact): FactRefusal | undefined {
  const attempt = attemptOf(record, fact.attemptId)
  if (!attempt) return 'unknown-attempt'
  if (!fact.amount) return undefined
  if (fact.amount.currency !== attempt.amount.currency) return 'currency-mismatch'
  if (fact.amount.value < 0) return 'amount-mismatch'
  const isMoneyIn = fact.kind === 'captured' || fact.kind === 'authorized'
  return isMoneyIn && fact.amount.value > attempt.amount.value ? 'amount-mismatch' : undefined
}
