import type { PaymentResult } from '../contract/paymentResult.ts'
import type { FlowContext } from './FlowContext.ts'
import type { TicketOrder } from './sendTicketOrder.ts'

/** What is said of an order that was sent and of which nothing could be read: it is pending, and older than any state. */
export function unknownResult(
  { clock }: Pick<FlowContext, 'clock'>,
  { ref, chosen: { method } }: TicketOrder,
): PaymentResult {
  const total = method.total ?? { value: 0, currency: 'XXX' }
  const nothing = { value: 0, currency: total.currency }
  const amounts = {
    ...{ total, authorized: nothing, captured: nothing, refunded: nothing, chargedBack: nothing },
  }
  const state = {
    ...{ paymentId: ref.paymentId, status: 'pending', settled: false, revision: { epoch: 0, seq: 0 } },
    ...{ updatedAt: new Date(clock.now()).toISOString(), amounts },
    ...{ attempts: [], history: [], fulfilment: [] },
  }
  return { ...ref, step: 0, state, outcome: 'pending' }
}
