import type { CompanyAnswer, KnownPayment } from '../Connector.ts'
import { answerOf } from './answerOf.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import { companyPaymentSchema } from './companyPayment.ts'
import type { CompanyClient } from './createCompanyClient.ts'
import { findCompanyPayment, short } from './findCompanyPayment.ts'

/** Cancels a payment, or captures what it holds. One that cannot be changed any more just says how it stands. */
export async function endCompanyPayment(
  call: CompanyClient,
  payment: KnownPayment,
  how: 'cancel' | 'capture',
): Promise<CompanyAnswer | 'unknown'> {
  const standing = payment.companyId ?? (await findCompanyPayment(call, payment))?.id
  if (standing === undefined) return 'unknown'
  const path = `/v1/payments/${encodeURIComponent(standing)}/${how}`
  try {
    return answerOf(payment, await call({ ...short, method: 'POST', path, answer: companyPaymentSchema }))
  } catch (error) {
    if (!(error instanceof CompanyRefusal)) throw error
    const found = await findCompanyPayment(call, payment)
    return found === undefined ? 'unknown' : answerOf(payment, found)
  }
}
