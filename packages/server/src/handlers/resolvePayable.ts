import type { Access } from '../orders/Authorize.ts'
import type { Payable } from '../orders/Payable.ts'
import type { PaymentRecord } from '../payment/PaymentRecord.ts'
import { isSetupId } from '../payment/setupId.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import type { ServiceContext } from './ServiceContext.ts'

/** A payable, and what it is for. */
export interface ResolvedPayable extends Payable {
  kind: PaymentRecord['kind']
}

type Needed = Pick<ServiceContext, 'orders' | 'ledger'>

/**
 * The payable as the shop knows it now; of a set-up it is nothing, for the customer.
 *
 * @throws ProblemError `not-found` when the shop has none; Error when it answers with another payment's, or in two currencies.
 */
export async function resolvePayable(
  service: Needed,
  access: Access,
  paymentId: string,
): Promise<ResolvedPayable> {
  if (isSetupId(paymentId)) return resolveSetup(service, access, paymentId)
  const payable = await service.orders.resolve(access.subject, { paymentId })
  if (!payable) throw new ProblemError('not-found')
  checkPayable('orders.resolve', payable, paymentId)
  return { ...payable, kind: 'purchase' }
}

/** What the shop answers has to be for the payment that was asked for. */
export function checkPayable(caller: string, payable: Payable, paymentId: string): void {
  if (payable.paymentId === paymentId && payable.total.currency === payable.currency) return
  throw new Error(
    `${caller}: asked for payment ${paymentId}, it has to answer with that one, its total in its currency.`,
  )
}

async function resolveSetup(
  { orders, ledger }: Needed,
  { tenant, subject }: Access,
  paymentId: string,
): Promise<ResolvedPayable> {
  const record = await ledger.read({ tenant, paymentId })
  const customer = await orders.customer?.(subject)
  if (!record || !customer) throw new ProblemError('not-found')
  const { total, version } = record
  // The currency that the set-up began with: facts are compared with it.
  return { ...customer, paymentId, kind: 'setup', version, total, currency: total.currency, items: [] }
}
