import { type LoadQuoteRequest, type QuoteResult, quoteResultSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import { amountDue } from '../payment/amountDue.ts'
import { isCovered, standingAttempts } from '../payment/claimAttempt.ts'
import { paymentState } from '../payment/paymentState.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { attemptInProgress } from './attemptInProgress.ts'
import { listMethods } from './listMethods.ts'
import { requirePayment } from './requireAccess.ts'
import { checkPayable, resolvePayable } from './resolvePayable.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/**
 * `loadQuote`: what the purchase costs by a method once the shop has applied what the shopper chose in a wallet's sheet. The shop prices
 * the purchase, the orchestrator the method. Under an attempt that may still bring money nothing is changed: it is for the old amount.
 *
 * @throws ProblemError `not-found`, `method-unavailable`, `already-paid`, `attempt-in-progress`.
 */
export async function loadQuote(
  service: ServiceContext,
  context: CallContext,
  call: { paymentId: string } & LoadQuoteRequest,
): Promise<QuoteResult> {
  const { paymentId, provider, method, ...change } = call
  const { access, key } = await requirePayment(service, context, 'pay', { paymentId })
  const { orders, ledger } = service
  const payable = await resolvePayable(service, access, paymentId)
  if (!orders.quote || payable.kind === 'setup') throw new ProblemError('not-found')
  const record = await ledger.read(key)
  if (record && isCovered(record, payable.total)) {
    throw new ProblemError('already-paid', { extension: { state: paymentState(record) } })
  }
  const [standing] = record ? standingAttempts(record) : []
  if (record && standing) throw attemptInProgress(access, record, standing)

  const { kind: _, ...shown } = payable
  const quoted = await orders.quote(shown, change)
  checkPayable('orders.quote', quoted.payable, paymentId)
  const due = amountDue(await ledger.read(key), quoted.payable.total)
  const { methods } = await listMethods(service, {
    access,
    key,
    payable: { ...quoted.payable, kind: 'purchase' },
    due,
  })
  const row = methods.find((one) => one.provider === provider && one.method === method)
  if (row?.quote === undefined || !row.total) throw new ProblemError('method-unavailable')
  const { lineItems, shippingOptions, errors } = quoted
  // What the shop answers is rebuilt like all that travels.
  return v.parse(quoteResultSchema, {
    quote: row.quote,
    total: row.total,
    lineItems,
    shippingOptions,
    errors,
  })
}
