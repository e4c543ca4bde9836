import { attemptOf, type StoredAttempt } from '../payment/PaymentRecord.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { releaseClaim } from './releaseClaim.ts'
import type { ServiceContext } from './ServiceContext.ts'
import type { Drive } from './Validation.ts'

/**
 * Has the shop make its order before the money moves, unless it has one for this version of the cart.
 * Whatever the shop finds wrong gives the attempt's id back: nothing was sent yet.
 */
export async function placeOrder(
  service: ServiceContext,
  { key, attemptId, payable, isRepeat }: Drive,
): Promise<{ attempt: StoredAttempt; orderId: string | undefined }> {
  const record = await service.ledger.read(key)
  const attempt = attemptOf(record, attemptId)
  if (!record || !attempt) throw new Error(`placeOrder: attempt ${attemptId} is not in the store.`)
  const known = record.orderId ?? payable.orderId
  const isStale = record.orderVersion !== undefined && record.orderVersion !== payable.version
  if (known !== undefined && !isStale) {
    if (record.orderId === undefined) {
      await service.ledger.edit(key, (before) => ({ ...before, orderId: known }))
    }
    return { attempt, orderId: known }
  }

  const { provider, method, title, amount, surcharge, isOffline } = attempt
  try {
    const placed = await service.orders.place(payable, {
      attemptId,
      provider,
      method,
      title,
      amount,
      ...(surcharge ? { surcharge } : {}),
      isOffline,
    })
    if ('issues' in placed) {
      throw new ProblemError('order-invalid', { extension: { issues: placed.issues } })
    }
    const { orderId } = placed
    const orderVersion = payable.version
    await service.ledger.edit(key, (before) => ({ ...before, orderId, orderVersion }))
    return { attempt, orderId }
  } catch (error) {
    // A repeat may have been sent before, so its id stays taken.
    if (!isRepeat) await releaseClaim(service, key, attemptId)
    throw error
  }
}
