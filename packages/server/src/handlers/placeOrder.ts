import { attemptOf, type StoredAttempt } from '../payment/PaymentRecord.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import type { ServiceContext } from './ServiceContext.ts'
import type { Drive } from './Validation.ts'

/**
 * Has the shop make its order before the money moves, unless it has one for this version of the cart and the attempt brings nothing that
 * belongs to it. A set-up is no order.
 *
 * @throws ProblemError `order-invalid` with what the shop finds wrong.
 */
export async function placeOrder(
  service: ServiceContext,
  { key, attemptId, payable, request }: Drive,
): Promise<{ attempt: StoredAttempt; orderId: string | undefined }> {
  const record = await service.ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) throw new Error(`placeOrder: attempt ${attemptId} is not in the store.`)
  if (payable.kind === 'setup') return { attempt, orderId: undefined }
  const { contact, consents } = request
  const known = record.orderId ?? payable.orderId
  const isStale = record.orderVersion !== undefined && record.orderVersion !== payable.version
  if (known !== undefined && !isStale && !contact) {
    if (record.orderId === undefined) {
      await service.ledger.edit(key, (before) => ({ ...before, orderId: known }))
    }
    return { attempt, orderId: known }
  }

  const { provider, method, title, amount, surcharge, isOffline } = attempt
  const { kind: _, ...shown } = payable
  const placed = await service.orders.place(shown, {
    attemptId,
    provider,
    method,
    title,
    amount,
    ...(surcharge ? { surcharge } : {}),
    isOffline,
    ...(contact ? { contact } : {}),
    ...(consents ? { consents } : {}),
  })
  if ('issues' in placed) {
    throw new ProblemError('order-invalid', { extension: { issues: placed.issues } })
  }
  const { orderId } = placed
  const orderVersion = payable.version
  await service.ledger.edit(key, (before) => ({ ...before, orderId, orderVersion }))
  return { attempt, orderId }
}
