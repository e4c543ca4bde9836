import { CompanyError } from '../CompanyError.ts'
import type { CompanyAnswer, CompanyRefused, KnownPayment } from '../Connector.ts'
import { readingOf } from './answerOf.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import { companyPaymentSchema } from './companyPayment.ts'
import type { CompanyClient } from './createCompanyClient.ts'
import { findCompanyPayment, short } from './findCompanyPayment.ts'

/** A refund or a shipment, as the company takes it. */
export interface CompanyOperation {
  /** Last part of the path. */
  call: 'refund' | 'shipments'
  /** Our own name of it, and its key. */
  reference: string
  body: Record<string, unknown>
}

/**
 * What does not speak of the operation: a wrong secret key is mended in the configuration, and a key that is known with another body says that
 * somebody else did something under our name.
 */
const undecided = new Set(['idempotency_mismatch', 'idempotency_key_required'])

/** Asks the company for something that is done once by its reference. The answer holds the event that came of it. */
export async function askCompanyOperation(
  call: CompanyClient,
  payment: KnownPayment,
  { call: name, reference, body }: CompanyOperation,
): Promise<CompanyAnswer | 'unknown' | CompanyRefused> {
  const found = await findCompanyPayment(call, payment)
  if (found === undefined) return 'unknown'
  // Throws for a payment that is not the one that was asked for: its money is not ours to move.
  readingOf(payment, found)
  const path = `/v1/payments/${encodeURIComponent(found.id)}/${name}`
  const request = { ...short, body: { ...body, reference }, idempotencyKey: reference }
  try {
    const answer = await call({ ...request, method: 'POST', path, answer: companyPaymentSchema })
    return readingOf(payment, answer)
  } catch (error) {
    if (!(error instanceof CompanyRefusal)) throw error
    if (error.status === 422 && !undecided.has(error.code)) return { refused: error.code }
    throw new CompanyError(error.code, { cause: error })
  }
}
