import { isSameMoney, type Money } from '@payloom/core/contract'
import type { CompanyFact } from './CompanyFact.ts'

/** What a fact is held against. */
export interface JudgedAttempt {
  /** Surcharge included. */
  amount: Money
  /** The company's id of its payment, once it is known. */
  companyId?: string | undefined
  /** Whether less than the amount may be taken. @default false */
  takesPart?: boolean | undefined
}

const taking = new Set(['authorized', 'captured'])
const givingBack = new Set(['refunded', 'refund_failed', 'charged_back', 'chargeback_reversed'])

/**
 * Why a fact cannot be one of this attempt, if so. Money that was taken has to be the attempt's, to the minor unit and in its
 * currency, unless the method takes parts; money that went back cannot be more.
 */
export function judgeFact(
  attempt: JudgedAttempt,
  fact: CompanyFact,
  companyId?: string,
): 'company-id' | 'amount' | undefined {
  if (companyId !== undefined && attempt.companyId !== undefined && companyId !== attempt.companyId) {
    return 'company-id'
  }
  return fits(attempt, fact) ? undefined : 'amount'
}

function fits({ amount: whole, takesPart }: JudgedAttempt, { kind, amount }: CompanyFact): boolean {
  if (amount === undefined) return !taking.has(kind) && !givingBack.has(kind)
  if (taking.has(kind) && !takesPart) return isSameMoney(amount, whole)
  return amount.currency === whole.currency && amount.value >= 0 && amount.value <= whole.value
}
