import type { QuoteResult } from '../contract/quoteResult.ts'
import { isPaymentError } from '../errors/PaymentError.ts'
import { blockedBy } from './blockedBy.ts'
import type { FlowContext } from './FlowContext.ts'
import type { TicketOrder } from './sendTicketOrder.ts'
import { tellBlocked } from './tellAttempt.ts'

/**
 * Asks for a quote, which the shop gives while no other attempt of the payment is open. One that the shopper agreed to end is ended
 * first; another is asked about by the page, and the sheet hears so.
 *
 * @param leave ends the ticket of the sheet.
 * @throws PaymentError `attempt-in-progress`, or what the quote itself rejects with.
 */
export async function quoteFreely(
  context: FlowContext,
  order: TicketOrder,
  { ask, leave }: { ask: () => Promise<QuoteResult>; leave: () => void },
): Promise<QuoteResult> {
  for (let isEnded = false; ; isEnded = true) {
    try {
      return await ask()
    } catch (error) {
      const isOther = isPaymentError(error) && error.code === 'attempt-in-progress'
      const result = isOther ? error.details.result : undefined
      const by = result && blockedBy(result, order.ref.attemptId)
      const view = context.attempt.view.getState()
      if (!by || view.phase !== 'collecting') throw error
      if (isEnded || view.supersede !== by.attemptId) {
        tellBlocked(context, result, by)
        leave()
        throw error
      }
      await end(context, order, by.attemptId)
      // The sheet was closed meanwhile: the shop keeps what a quote changes, so none is asked for.
      if (context.attempt.view.getState().phase !== 'collecting') throw error
    }
  }
}

/** What cannot be ended, or not now, is in the way of the next quote too. */
async function end({ client }: FlowContext, { ref }: TicketOrder, attemptId: string): Promise<void> {
  await client.cancelPayment({ paymentId: ref.paymentId, attemptId }).catch(() => {})
}
