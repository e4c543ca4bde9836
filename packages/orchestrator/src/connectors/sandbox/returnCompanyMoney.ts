import { CompanyError } from '../CompanyError.ts'
import type { CompanyAnswer, KnownPayment } from '../Connector.ts'
import { readingOf } from './answerOf.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import { type CompanyPayment, companyPaymentSchema } from './companyPayment.ts'
import type { CompanyClient } from './createCompanyClient.ts'
import { findCompanyPayment, short } from './findCompanyPayment.ts'

/**
 * Gives back all that the company has of a payment: voids what is held, refunds what was taken and not given back yet. The company is asked first how
 * it stands, so that whatever went back before, be it by an answer that was lost, is not asked for again.
 */
export async function returnCompanyMoney(
  call: CompanyClient,
  payment: KnownPayment,
  reference: string,
): Promise<CompanyAnswer | 'unknown'> {
  const found = await findCompanyPayment(call, payment)
  if (found === undefined) return 'unknown'
  // Throws for a payment that is not the one that was asked for: its money is not ours to move.
  readingOf(payment, found)
  const path = `/v1/payments/${encodeURIComponent(found.id)}`
  const ask = (name: string, rest: { body?: unknown; idempotencyKey?: string } = {}) =>
    call({ ...short, ...rest, method: 'POST', path: `${path}/${name}`, answer: companyPaymentSchema })
  try {
    const voided = found.authorizedAmount.value > 0 ? await ask('cancel') : found
    const amount = leftOf(voided)
    const returned =
      amount.value > 0
        ? await ask('refund', { body: { amount, reference }, idempotencyKey: reference })
        : voided
    if (returned.authorizedAmount.value + leftOf(returned).value === 0) return readingOf(payment, returned)
  } catch (error) {
    // Somebody else gave a part of it back meanwhile: the next try asks for what is left then.
    if (error instanceof CompanyRefusal) throw new CompanyError(error.code, { cause: error })
    throw error
  }
  throw new CompanyError('money-left')
}

/** Taken, and not given back. */
function leftOf({ capturedAmount, refundedAmount }: CompanyPayment): CompanyPayment['amount'] {
  return { ...capturedAmount, value: capturedAmount.value - refundedAmount.value }
}
