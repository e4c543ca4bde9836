import * as v from 'valibot'
import { CompanyRefusal } from './CompanyRefusal.ts'
import type { CompanyClient } from './createCompanyClient.ts'
import { decided } from './decided.ts'
import { short } from './findCompanyPayment.ts'

/** Makes the company forget a stored card, unless it has already. */
export async function deleteCompanyCard(call: CompanyClient, reference: string): Promise<void> {
  const path = `/v1/sources/${encodeURIComponent(reference)}`
  try {
    await call({ ...short, method: 'DELETE', path, answer: v.undefined() })
  } catch (error) {
    const isGone = error instanceof CompanyRefusal && error.status === 404
    if (!isGone) await decided(Promise.reject(error))
  }
}
