import type { AttemptPhase } from '../attempt/AttemptView.ts'
import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { ValidateRequest } from '../contract/request.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import type { OpenedSession } from '../provider/openSession.ts'
import type { Answer } from './Answer.ts'
import { collect } from './collect.ts'
import type { FlowContext } from './FlowContext.ts'
import type { PlaceOrderOptions } from './PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { refuse } from './refuse.ts'
import { runAttempt } from './runAttempt.ts'

const negative: readonly AttemptPhase[] = ['failed', 'canceled', 'expired']

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
  const opened = panel.current()
  const chosen = selected()
  if (!opened || !chosen) return { kind: 'not-sent' }
  if (negative.includes(view.phase)) attempt.dispatch({ type: 'retry' })
  const ref = { paymentId: chosen.paymentId, attemptId: context.createAttemptId() }
  if (!attempt.dispatch({ type: 'place', ...ref })) return { kind: 'not-sent' }
  const release = panel.hold()
  try {
    const prepared = await prepare(context, opened, options).catch((error: unknown) =>
      stop(context, ref, error),
    )
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
  opened: OpenedSession,
  options: PlaceOrderOptions,
): Promise<ValidateRequest> {
  // What the shopper sees now is what is sent, whatever the list becomes while the provider collects.
  const { provider, method, quote } = context.selected()?.method ?? opened.loaded
  if (!context.isOnline()) throw refusal('offline', 'the browser is offline; nothing is queued.', 'network')
  if (quote === undefined) {
    throw refusal('configuration', 'the method has no quote; load the list inside a checkout.', 'page')
  }
  if ((await askPage(context, options)) === false) throw new Stopped()
  const collected = await collect(context, opened)
  const store = collected.store ?? options.store
  return {
    provider,
    method,
    purpose: 'pay',
    data: collected.data,
    quote,
    ...(store === undefined ? {} : { store }),
    ...(options.consents ? { consents: options.consents } : {}),
    locale: context.locale,
  }
}

async function askPage(
  { observe }: FlowContext,
  { beforeSubmit }: PlaceOrderOptions,
): Promise<boolean | undefined> {
  try {
    return await beforeSubmit?.()
  } catch (error) {
    observe({ type: 'listener-error', error })
    if (isPaymentError(error)) throw error
    return false
  }
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

function refusal(code: string, why: string, origin: 'network' | 'page'): PaymentError {
  return new PaymentError({ message: `placeOrder: ${why}`, code, retry: 'same', origin })
}
