import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { isConsentMissing } from '../provider/isConsentMissing.ts'
import type { OrderTerms } from '../provider/OrderTerms.ts'
import type { Answer } from './Answer.ts'
import type { ChosenMethod } from './ChosenMethod.ts'
import type { FlowContext } from './FlowContext.ts'
import { type OrderInput, orderRequest } from './orderRequest.ts'
import { refuse } from './refuse.ts'

/** What a ticket is for. */
export interface TicketOrder {
  chosen: ChosenMethod
  ref: AttemptRef
  /** The consents at the press. */
  pressed: OrderTerms['consents']
}

/**
 * Sends what a sheet gave.
 *
 * @throws PaymentError when nothing was sent, or the shop refused before it bound the attempt.
 */
export async function sendTicketOrder(
  context: FlowContext,
  order: TicketOrder,
  input: OrderInput,
): Promise<Answer> {
  const { ref, chosen, pressed } = order
  if (!isOpen(context, ref)) throw overtaken(context)
  if (!context.isOnline()) throw offline()
  const isAsked = isConsentMissing(context.terms.getState())
  context.terms.setState({ isAsked })
  if (isAsked) throw withdrawn()
  const request = orderRequest(context, chosen, { ...input, pressed })
  context.attempt.dispatch({ type: 'send' })
  try {
    return { kind: 'result', result: await context.client.validate({ ...ref, ...request }) }
  } catch (caught) {
    const refused = refuse(context, ref, caught)
    if ('outcome' in refused) throw caught
    return refused.answer
  }
}

/** Nothing was sent: the attempt goes back to where it was. */
export function stopTicketOrder(
  context: FlowContext,
  { ref }: TicketOrder,
  error: PaymentErrorData | undefined,
): void {
  if (isOpen(context, ref)) context.attempt.dispatch({ type: 'stop', error })
}

function isOpen({ attempt, signal }: FlowContext, { attemptId }: AttemptRef): boolean {
  const view = attempt.view.getState()
  return !signal.aborted && view.phase === 'collecting' && view.attemptId === attemptId
}

function overtaken({ attempt }: FlowContext): PaymentError {
  const isPaid = attempt.view.getState().phase === 'succeeded'
  return new PaymentError({
    message: `ticket.placeOrder: ${isPaid ? 'the payment is paid already' : 'the checkout was closed'}; nothing was sent.`,
    code: isPaid ? 'already-paid' : 'aborted',
    origin: 'page',
  })
}

function withdrawn(): PaymentError {
  return new PaymentError({
    message: 'ticket.placeOrder: a required consent is not given any more; nothing was sent.',
    code: 'aborted',
    retry: 'same',
    origin: 'page',
  })
}

function offline(): PaymentError {
  return new PaymentError({
    message: 'ticket.placeOrder: the browser is offline; nothing is queued.',
    code: 'offline',
    retry: 'same',
    origin: 'network',
  })
}
