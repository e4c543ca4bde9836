import type { Money } from '../money.ts'
import type { Company } from './company.ts'
import type { Payment } from './payment.ts'
import { presentPayment } from './presentPayment.ts'

/** A payment with the amount that the form or window showed when its token was made. */
export interface LedgerPayment extends Payment {
  shownAmount?: Money
}

/** What the company has and may keep. */
export interface Ledger {
  payments: LedgerPayment[]
  /** Captured less refunded, per currency in alphabetical order; what is only held does not count. */
  kept: Money[]
}

/** Reads the books. */
export function readLedger(company: Company): Ledger {
  const kept = new Map<string, number>()
  const payments = company.store.payments.all().map((row) => {
    const { currency } = row.amount
    if (row.captured > 0) kept.set(currency, (kept.get(currency) ?? 0) + row.captured - row.refunded)
    const shownAmount = row.token === undefined ? undefined : company.store.tokens.find(row.token)?.shown
    return { ...presentPayment(company, row), ...(shownAmount === undefined ? {} : { shownAmount }) }
  })
  const sorted = [...kept].sort(([one], [other]) => (one < other ? -1 : 1))
  return { payments, kept: sorted.map(([currency, value]) => ({ value, currency })) }
}
