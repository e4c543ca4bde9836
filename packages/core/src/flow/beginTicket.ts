import type { AttemptPhase } from '../attempt/AttemptView.ts'
import { isEndedWithoutMoney } from '../contract/isEndedWithoutMoney.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import { isConsentMissing } from '../provider/isConsentMissing.ts'
import type { FlowTicket } from '../provider/ProviderContext.ts'
import type { FlowContext } from './FlowContext.ts'
import { openTicket } from './openTicket.ts'
import { orderRequest } from './orderRequest.ts'

const free: readonly AttemptPhase[] = ['idle', 'ready', 'blocked']

/**
 * Begins one press of a provider's own button. Everything is asked at once: a window opens only inside the click, so nothing may be
 * waited for.
 *
 * @param life aborts when the session that asks ends.
 * @throws PaymentError when another order is under way, or the page says no: then nothing may be opened.
 */
export function beginTicket(context: FlowContext, life: AbortSignal): FlowTicket {
  const { attempt, lock } = context
  const view = attempt.view.getState()
  if (view.phase === 'succeeded') throw refusal('already-paid', 'the payment is paid already', 'never')
  if (view.phase === 'reviewing') throw refusal('amount-changed', 'the new total has to be accepted first')
  if (lock.isTaken || !(free.includes(view.phase) || isEndedWithoutMoney(view.phase))) {
    throw refusal('attempt-in-progress', 'another order is under way')
  }
  const chosen = context.selected()
  if (!chosen) throw refusal('configuration', 'the method is in no list; load the list inside a checkout')
  attempt.offer({ type: 'retry' })
  const ref = { paymentId: chosen.paymentId, attemptId: context.createAttemptId() }
  attempt.dispatch({ type: 'place', ...ref })
  try {
    orderRequest(context, chosen, { data: {} })
    if (!context.isOnline()) throw refusal('offline', 'the browser is offline; nothing is queued')
    askPage(context)
  } catch (caught) {
    const error = isPaymentError(caught) && caught.code !== 'aborted' ? caught.toData() : undefined
    attempt.dispatch({ type: 'stop', error })
    throw caught
  }
  const pressed = context.terms.getState().consents
  return openTicket({ ...context, isOwnButton: true }, { chosen, ref, pressed }, life)
}

/** Asks the page's terms and checks, all of them at once. */
function askPage({ terms, checks, observe }: FlowContext): void {
  const isAsked = isConsentMissing(terms.getState())
  terms.setState({ isAsked })
  if (isAsked) throw refusal('aborted', 'a required consent is not given')
  for (const { check } of checks) {
    if (answerOf(check, observe) === false) throw refusal('aborted', 'a check of the page said no')
  }
}

function answerOf(
  check: () => boolean | undefined | Promise<boolean | undefined>,
  observe: FlowContext['observe'],
): boolean | undefined {
  let answer: ReturnType<typeof check>
  try {
    answer = check()
  } catch (error) {
    observe({ type: 'listener-error', error })
    if (isPaymentError(error)) throw error
    return false
  }
  if (typeof answer !== 'object') return answer
  answer.then(undefined, () => {})
  const late = refusal(
    'configuration',
    'a check answered with a promise; for own buttons it has to answer at once',
  )
  observe({ type: 'error', error: late })
  throw late
}

function refusal(code: string, why: string, retry: 'same' | 'never' = 'same'): PaymentError {
  const origin = code === 'offline' ? 'network' : 'page'
  return new PaymentError({ message: `flow.begin: ${why}. Open nothing.`, code, retry, origin })
}
