import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'

/** Keeps the card of a payment for later where that was asked for. To be called inside a transaction. */
export function storeCard(company: Company, payment: PaymentRow): Pick<PaymentRow, 'stored'> {
  const token = payment.token === undefined ? undefined : company.store.tokens.find(payment.token)
  if (!payment.store || token?.expiry === undefined) return {}
  const { brand, last4, expiry, scenario, needsCvc } = token
  const { customer } = payment
  const id = company.createId('src')
  company.store.sources.insert({
    ...{ id, brand, last4, expiry, scenario, needsCvc, createdAt: company.clock.now() },
    ...(customer === undefined ? {} : { customer }),
  })
  return { stored: id }
}
