import { withinTime } from '../listener/withinTime.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { paymentState } from '../payment/paymentState.ts'
import type { ServiceContext } from './ServiceContext.ts'

/** Nobody who waits for an answer is kept longer by the shop than this, in milliseconds. */
const longestTelling = 10_000

/**
 * Tells the shop of a payment that has ended without any money, unless it was told: its cart is the shopper's again. A shop that throws
 * or hangs is told again later; the shopper gets their answer all the same.
 */
export async function restoreCart(
  service: Pick<ServiceContext, 'orders' | 'ledger' | 'clock' | 'observe'>,
  key: PaymentKey,
): Promise<void> {
  const { orders, ledger, clock, observe } = service
  const record = await ledger.read(key)
  if (record?.unpaidSince === undefined || record.orderId === undefined) return
  const { unpaidSince, orderId } = record
  try {
    const { status } = paymentState(record)
    const tell = async (): Promise<void> => orders.restoreCart?.({ ...key, orderId, status })
    await withinTime<void>(clock, longestTelling, tell, late)
  } catch (error) {
    observe({ type: 'error', where: 'orders.restoreCart', error })
    return
  }
  await ledger.edit(key, (before) => {
    if (before.unpaidSince !== unpaidSince) return before
    const { unpaidSince: _, ...told } = before
    return told
  })
}

function late(): never {
  throw new Error('orders.restoreCart took longer than 10 s; it is called again later.')
}
