import type { KnownPayment } from '../Connector.ts'
import { type CompanyPayment, companyPaymentsSchema } from './companyPayment.ts'
import type { CompanyClient } from './createCompanyClient.ts'
import { decided } from './decided.ts'

/** Milliseconds for a question and for a cancel: a shop waits 8 s for an answer that may take both. */
export const short = { timeout: 3_000 }

/** By reference, which is known before the company's id is; `undefined` when the company never heard of it. */
export async function findCompanyPayment(
  call: CompanyClient,
  { attemptId, companyId }: KnownPayment,
): Promise<CompanyPayment | undefined> {
  const path = `/v1/payments?reference=${encodeURIComponent(attemptId)}`
  const payments = await decided(call({ ...short, method: 'GET', path, answer: companyPaymentsSchema }))
  return payments.find(({ id }) => companyId === undefined || id === companyId)
}
