import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import type { Answer } from './Answer.ts'
import type { Quoting } from './createQuoting.ts'
import { createTicketHold } from './createTicketHold.ts'
import type { FlowContext } from './FlowContext.ts'
import { giveUp } from './giveUp.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { runAttempt } from './runAttempt.ts'
import { stopTicketOrder, type TicketOrder } from './sendTicketOrder.ts'
import { unknownResult } from './unknownResult.ts'

/** Where a ticket stands. */
export type TicketPhase =
  /** The sheet is open, and nothing is sent. */
  | 'open'
  | 'sending'
  /** The company's answer is here; an action of it may be continued. */
  | 'answered'
  | 'ended'

/** One press of an own button, from the click to its end. */
export interface TicketRun {
  phase(): TicketPhase
  /** The last answer; it may ask for an action. */
  result(): PaymentResult | undefined
  /** Whether the shopper ended the payment in the page. */
  isWithdrawn(): boolean
  /** Whether the sheet was closed while something was on its way. */
  isLeft(): boolean
  touch(): void
  /** Sends something, and takes the attempt to its next answer. */
  act(send: () => Promise<Answer>): Promise<PaymentResult>
  /** Ends it, in whatever phase: what is still open is given up. */
  quit(error?: PaymentErrorData): void
}

/** Options of {@link createTicketRun}. */
export interface TicketRunOptions {
  order: TicketOrder
  /** Aborts when the session that began it ends. */
  life: AbortSignal
  /** What the sheet asked of the order. */
  quoting: Pick<Quoting, 'hasChanged' | 'underWay'>
}

/** Starts the run: the attempt has begun, and the panel stands still until the run ends. */
export function createTicketRun(context: FlowContext, { order, life, quoting }: TicketRunOptions): TicketRun {
  const { attempt, signal } = context
  let phase: TicketPhase = 'open'
  let result: PaymentResult | undefined
  /** The sheet was closed while the answer was on its way: then the answer decides. */
  let wish: { error?: PaymentErrorData | undefined } | undefined

  const end = (): void => {
    if (phase === 'ended') return
    phase = 'ended'
    context.withdrawals.delete(onWithdrawn)
    hold.end()
    const underWay = quoting.underWay()
    // A list that is loaded before the shop has made the change would be the old one again.
    if (underWay) void underWay.then(outdate)
    else outdate()
  }
  const outdate = (): void => {
    if (quoting.hasChanged() && attempt.allows('choose')) context.outdateList()
  }
  const abandon = async (open: PaymentResult, error: PaymentErrorData | undefined): Promise<void> => {
    phase = 'sending'
    const given = await runAttempt(context, await giveUp(context, open, error))
    if (given.kind === 'result') result = given.result
    end()
  }
  const quit = (error?: PaymentErrorData): void => {
    if (phase === 'sending' && !signal.aborted) wish ??= { error }
    else if (phase === 'answered' && result?.outcome === 'action' && !signal.aborted) {
      void abandon(result, error)
    } else {
      if (phase === 'open') stopTicketOrder(context, order, error)
      end()
    }
  }
  const hold = createTicketHold(context, life, () => quit())
  // The shopper ended the payment in the page: whatever the sheet still says, nobody does its step.
  let isWithdrawn = false
  const onWithdrawn = (): void => {
    isWithdrawn = true
    if (phase === 'answered') end()
  }
  context.withdrawals.add(onWithdrawn)
  const settle = async (outcome: PlaceOrderOutcome): Promise<PaymentResult> => {
    if (outcome.kind === 'not-sent') throw notSent(outcome.error)
    if (outcome.kind === 'blocked') throw blocked()
    result = outcome.kind === 'result' ? outcome.result : unknownResult(context, order)
    phase = 'answered'
    hold.touch()
    if (wish && result.outcome === 'action') await abandon(result, wish.error)
    else if (wish) end()
    return result
  }
  const act = async (send: () => Promise<Answer>): Promise<PaymentResult> => {
    phase = 'sending'
    hold.touch()
    try {
      return await settle(await runAttempt(context, await send()))
    } catch (error) {
      stopTicketOrder(context, order, wish ? wish.error : dataOf(error))
      end()
      throw error
    }
  }
  return {
    phase: () => phase,
    result: () => result,
    isLeft: () => wish !== undefined,
    isWithdrawn: () => isWithdrawn,
    ...{ touch: hold.touch, act, quit },
  }
}

/** What the page shows. Where the page itself said no, it says so in its own place. */
function dataOf(error: unknown): PaymentErrorData | undefined {
  return isPaymentError(error) && error.code !== 'aborted' ? error.toData() : undefined
}

function blocked(): PaymentError {
  const message = 'ticket.placeOrder: another attempt of the payment stands in the way; close the sheet.'
  return new PaymentError({ message, code: 'attempt-in-progress', retry: 'same', origin: 'proxy' })
}

function notSent(error: PaymentErrorData = { code: 'network', retry: 'same' }): PaymentError {
  const { code, retry, field } = error
  const message = 'ticket.placeOrder: the shop never got the order; press again.'
  return new PaymentError({
    message,
    code,
    retry,
    ...(field === undefined ? {} : { field }),
    origin: 'network',
  })
}
