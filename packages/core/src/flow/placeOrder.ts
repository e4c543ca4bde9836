import type { AttemptRef } from '../client/PaymentClient.ts'
import { isEndedWithoutMoney } from '../contract/isEndedWithoutMoney.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { ValidateRequest } from '../contract/request.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import { isConsentMissing } from '../provider/isConsentMissing.ts'
import { limitTime } from '../provider/limitTime.ts'
import type { Answer } from './Answer.ts'
import { collect } from './collect.ts'
import type { FlowContext } from './FlowContext.ts'
import type { OrderCheck } from './OrderCheck.ts'
import { orderRequest } from './orderRequest.ts'
import type { PlaceOrderOptions } from './PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { refuse } from './refuse.ts'
import { runAttempt } from './runAttempt.ts'

/** Milliseconds that a check of the page may take. */
const checkLimit = 120_000

/**
 * Places the order once, with a fresh attempt and freshly collected data. Never rejects. Who calls it twice at the same time has
 * to share the first promise: see `createCheckout`.
 */
export async function placeOrder(
  context: FlowContext,
  options: PlaceOrderOptions,
): Promise<PlaceOrderOutcome> {
  const { attempt, panel, selected } = context
  const view = attempt.view.getState()
  if (view.phase === 'reviewing') return { kind: 'amount-changed', newTotal: view.newTotal }
  if (context.lock.isTaken) return { kind: 'not-sent', error: { code: 'attempt-in-progress', retry: 'same' } }
  const chosen = selected()
  if (!panel.current() || !chosen) return { kind: 'not-sent' }
  if (isEndedWithoutMoney(view.phase)) attempt.dispatch({ type: 'retry' })
  const ref = { paymentId: chosen.paymentId, attemptId: context.createAttemptId() }
  if (!attempt.dispatch({ type: 'place', ...ref })) return { kind: 'not-sent' }
  let release = (): void => {}
  try {
    const prepared = await prepare(context, options, () => {
      release = panel.hold()
    }).catch((error: unknown) => stop(context, ref, error))
    if ('kind' in prepared) return prepared
    if (isOver(context, ref)) return { kind: 'not-sent' }
    attempt.dispatch({ type: 'send' })
    return await send(context, ref, prepared)
  } finally {
    release()
  }
}

/** Everything that may say no before anything is sent. */
async function prepare(
  context: FlowContext,
  options: PlaceOrderOptions,
  hold: () => void,
): Promise<ValidateRequest> {
  if (!context.isOnline()) throw offline()
  // What the shopper sees now is what is sent, whatever the list becomes while the provider collects.
  const chosen = context.selected()
  // What was loaded too long ago is loaded anew before it is used.
  const isRefreshed = context.panel.refresh()
  if (isRefreshed) await isRefreshed
  const opened = context.panel.current()
  if (!opened || !chosen) throw new Stopped()
  hold()
  orderRequest(context, chosen, { data: {} })
  const isMissing = askConsents(context, options)
  const pressed = context.terms.getState().consents
  // A form that is not complete leads to its first field; the consent is shown to be missing beside it.
  if (isMissing && opened.session.state.canSubmit) throw new Stopped()
  if (!isMissing && !(await askPage(context, options))) throw new Stopped()
  const { data, store } = await collect(context, opened)
  // Asked once more: the page stays in use while the method collects.
  if (isMissing || askConsents(context, options)) throw new Stopped()
  const { consents } = options
  return orderRequest(context, chosen, { data, store: store ?? options.store, pressed, consents })
}

/** @returns whether a consent is missing; then the page is told that it was asked for. */
function askConsents({ terms }: FlowContext, { consents }: PlaceOrderOptions): boolean {
  const isAsked = isConsentMissing(terms.getState(), consents)
  terms.setState({ isAsked })
  return isAsked
}

async function askPage(context: FlowContext, { beforeSubmit }: PlaceOrderOptions): Promise<boolean> {
  const { checks, observe, signal } = context
  try {
    for (const { check } of checks) if ((await answerOf(context, check)) === false) return false
    return !beforeSubmit || (await answerOf(context, beforeSubmit)) !== false
  } catch (error) {
    if (signal.aborted) return false
    observe({ type: 'listener-error', error })
    if (isPaymentError(error)) throw error
    return false
  }
}

/** A check that never answers must not keep the page busy for ever; one that asks the shopper has time for it. */
async function answerOf({ clock, signal }: FlowContext, check: OrderCheck): Promise<boolean | undefined> {
  const end = clock.now() + checkLimit
  const answer = Promise.resolve(check())
  const given = await limitTime(answer, { clock, milliseconds: checkLimit, error: tooSlow, signal })
  if (clock.now() >= end) throw tooSlow()
  return given
}

async function send(
  context: FlowContext,
  ref: AttemptRef,
  request: ValidateRequest,
): Promise<PlaceOrderOutcome> {
  let answer: Answer
  try {
    answer = { kind: 'result', result: await context.client.validate({ ...ref, ...request }) }
  } catch (caught) {
    const refused = refuse(context, ref, caught)
    if ('outcome' in refused) return refused.outcome
    answer = refused.answer
  }
  return runAttempt(context, answer)
}

/** The page or the method said no, without a word for the shopper. */
class Stopped extends Error {}

function stop(context: FlowContext, ref: AttemptRef, caught: unknown): PlaceOrderOutcome {
  const error = caught instanceof Stopped ? undefined : errorData(context, caught)
  if (!isOver(context, ref)) context.attempt.dispatch({ type: 'stop', error })
  return { kind: 'not-sent', error }
}

function errorData({ observe }: FlowContext, caught: unknown): PaymentErrorData {
  observe({ type: 'error', error: caught })
  return isPaymentError(caught) ? caught.toData() : { code: 'unknown', retry: 'same' }
}

/** A success of an earlier attempt arrived while this one was prepared: it must not be sent any more. */
function isOver({ attempt, signal }: FlowContext, { attemptId }: AttemptRef): boolean {
  const view = attempt.view.getState()
  return signal.aborted || view.phase !== 'collecting' || view.attemptId !== attemptId
}

function tooSlow(): PaymentError {
  return new PaymentError({
    message: 'placeOrder: a check of the page did not answer within two minutes; nothing was sent.',
    code: 'timeout',
    retry: 'same',
    origin: 'page',
  })
}

function offline(): PaymentError {
  return new PaymentError({
    message: 'placeOrder: the browser is offline; nothing is queued.',
    code: 'offline',
    retry: 'same',
    origin: 'network',
  })
}
