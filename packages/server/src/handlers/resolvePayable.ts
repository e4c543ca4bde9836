import type { Access } from '../orders/Authorize.ts'
import type { Payable } from '../orders/Payable.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * The payable as the shop knows it now.
 *
 * @throws ProblemError `not-found` when the shop has none; Error when it answers with another payment's, or in two currencies.
 */
export async function resolvePayable(
  { orders }: Pick<ServiceContext, 'orders'>,
  access: Access,
  paymentId: string,
): Promise<Payable> {
  const payable = await orders.resolve(access.subject, { paymentId })
  if (!payable) throw new ProblemError('not-found')
  if (payable.paymentId !== paymentId || payable.total.currency !== payable.currency) {
    throw new Error(
      `orders.resolve: asked for payment ${paymentId}, it has to answer with that one, its total in its currency.`,
    )
  }
  return payable
}
