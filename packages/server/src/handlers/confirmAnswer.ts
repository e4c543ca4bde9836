import { attemptOf, type PaymentKey, type PaymentRecord } from '../payment/PaymentRecord.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * Reads an answer back before the shopper hears of it, where they would only wait for a message that says the same: after a part, whose
 * hold has to be known before the rest is paid, and where there is nothing to pay. No answer is taken as money by this: what counts are
 * the facts that the read-back confirms (decisions/0003). A payment that a company has taken waits for the company's own message.
 *
 * @returns the record as it is then.
 */
export async function confirmAnswer(
  { ledger, readBack }: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<PaymentRecord> {
  const attempt = attemptOf(await ledger.read(key), attemptId)
  const outcome = attempt?.outcome?.outcome
  const isOfNothing = outcome === 'complete' && attempt?.amount.value === 0 && !attempt.isOffline
  if (outcome === 'partial' || isOfNothing) await readBack(key, 'now')
  const record = await ledger.read(key)
  if (!record) throw new Error(`confirmAnswer: payment ${key.paymentId} is not in the store.`)
  return record
}
