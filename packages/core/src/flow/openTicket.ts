import { PaymentError } from '../errors/PaymentError.ts'
import type { FlowTicket } from '../provider/ProviderContext.ts'
import { createQuoting } from './createQuoting.ts'
import { createTicketRun } from './createTicketRun.ts'
import type { FlowContext } from './FlowContext.ts'
import { giveUp } from './giveUp.ts'
import { quoteFreely } from './quoteFreely.ts'
import { sendTicketOrder, type TicketOrder } from './sendTicketOrder.ts'
import { sendUpdate } from './sendUpdate.ts'

/**
 * Opens a ticket: the attempt has begun, and the panel stands still until the ticket ends.
 *
 * @param life aborts when the session that began it ends.
 */
export function openTicket(context: FlowContext, order: TicketOrder, life: AbortSignal): FlowTicket {
  const quoting = createQuoting(context, order.chosen)
  const run = createTicketRun(context, { order, life, quoting })
  const shippingChanged: FlowTicket['shippingChanged'] = async (change) => {
    if (run.phase() !== 'open') throw misuse('shippingChanged', 'is called before placeOrder')
    run.touch()
    return quoteFreely(context, order, { ask: () => quoting.ask(change), leave: run.quit })
  }
  return {
    async placeOrder(input) {
      if (run.phase() !== 'open') throw misuse('placeOrder', 'is called once, while the ticket is open')
      return run.act(async () => {
        const quote = await quoting.newest()
        if (run.isLeft()) throw misuse('placeOrder', 'was left before anything was sent')
        return sendTicketOrder(context, order, { ...input, quote })
      })
    },
    async updatePayment(data) {
      if (run.isWithdrawn()) throw withdrawn()
      const open = run.result()
      if (run.phase() !== 'answered' || open?.outcome !== 'action') {
        throw misuse('updatePayment', 'answers an action of the last result, while the ticket is open')
      }
      // The payment is paid already, by another attempt: this one must not take the money once more.
      const isWanted = context.attempt.view.getState().phase === 'acting'
      return run.act(() => (isWanted ? sendUpdate(context, open, data) : giveUp(context, open)))
    },
    ...(order.chosen.method.collectsContact ? { shippingChanged } : {}),
    cancel: () => run.quit(),
    fail: (error) => run.quit(error.toData()),
    finish: () => run.quit(),
  }
}

function withdrawn(): PaymentError {
  return new PaymentError({
    message: 'ticket.updatePayment: the shopper ended the payment in the page; close the sheet.',
    code: 'canceled',
    retry: 'same',
    origin: 'page',
  })
}

function misuse(call: string, rule: string): PaymentError {
  return new PaymentError({ message: `ticket.${call} ${rule}.`, code: 'configuration', origin: 'provider' })
}
