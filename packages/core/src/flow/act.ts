import type { PaymentResult } from '../contract/paymentResult.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { asProviderError } from '../provider/asProviderError.ts'
import { limitTime } from '../provider/limitTime.ts'
import type { ActionOutcome, ProviderSession } from '../provider/ProviderSession.ts'
import type { Answer } from './Answer.ts'
import { awakeClock } from './awakeClock.ts'
import type { FlowContext } from './FlowContext.ts'
import { giveUp } from './giveUp.ts'
import { sendUpdate } from './sendUpdate.ts'
import { tellResult, tellWaiting } from './tellAttempt.ts'

type ActionResult = PaymentResult & { outcome: 'action' }
type Perform = NonNullable<ProviderSession['perform']>

/** Steps of one attempt; a company that asks for more is broken. */
const maxActions = 10
/** Milliseconds that one challenge may take, as the card schemes allow it. */
const challengeLimit = 10 * 60_000

/** Does one step that the company asked for, and brings back what the backend says to it. */
export async function act(context: FlowContext, result: ActionResult, actions: number): Promise<Answer> {
  // After a reload, or with another method chosen, no screen of the attempt is left: it is ended, and the shopper starts anew.
  if (!hasScreen(context, result)) return giveUp(context, result)
  const perform = performerOf(context, result)
  if (!perform || actions > maxActions) {
    context.observe({ type: 'error', error: refusedAction(result, actions) })
    return giveUp(context, result, { code: 'configuration', retry: 'other-method' })
  }
  tellResult(context, result)
  // The payment is paid already, by another attempt: this one must not take the money once more.
  if (!isActing(context, result)) return giveUp(context, result)
  const outcome = await performAction(context, result, perform)
  if (context.signal.aborted || !isActing(context, result)) return { kind: 'over' }
  switch (outcome.kind) {
    case 'details':
      return sendUpdate(context, result, outcome.data)
    case 'leaving':
      // The page is on its way elsewhere, as by a redirect. Should it stay, or come back, the attempt can be looked up or ended.
      context.rememberReturn({ paymentId: result.paymentId, attemptId: result.attemptId })
      tellWaiting(context, result)
      return { kind: 'over' }
    case 'canceled':
      return giveUp(context, result)
    case 'failed':
      return giveUp(context, result, outcome.error)
  }
}

function isActing({ attempt }: FlowContext, { attemptId }: ActionResult): boolean {
  const view = attempt.view.getState()
  return view.phase === 'acting' && view.attemptId === attemptId
}

function hasScreen({ panel }: FlowContext, { state, attemptId }: ActionResult): boolean {
  const loaded = panel.current()?.loaded
  const own = state.attempts.find((attempt) => attempt.attemptId === attemptId)
  if (!loaded || !own) return loaded !== undefined
  return own.provider === loaded.provider && own.method === loaded.method
}

function performerOf({ panel }: FlowContext, { action }: ActionResult): Perform | undefined {
  const opened = panel.current()
  // What a provider did not declare is never handed to it.
  if (!opened?.entry.provider.actions?.includes(action.type)) return undefined
  return opened.session.perform?.bind(opened.session)
}

async function performAction(
  { attempt, challenge, panel, clock, signal }: FlowContext,
  { action }: ActionResult,
  perform: Perform,
): Promise<ActionOutcome> {
  const controller = new AbortController()
  const host = challenge.lend()
  const release = panel.hold()
  // Paid meanwhile, or the checkout closed: the dialog has nothing left to ask.
  const stopFollowing = attempt.view.subscribe(({ phase }) => phase !== 'acting' && controller.abort())
  const ended = AbortSignal.any([signal, controller.signal])
  try {
    const error = (): Error => new PaymentError(tooLate)
    const outcome = perform(action, host, ended)
    const limit = { clock: awakeClock(clock), milliseconds: challengeLimit, error, signal: ended }
    return await limitTime(outcome, limit)
  } catch (caught) {
    if (host.signal.aborted) return { kind: 'canceled' }
    return { kind: 'failed', error: asProviderError(caught, `perform ${action.type}`).toData() }
  } finally {
    stopFollowing()
    controller.abort()
    host.close()
    release()
  }
}

const tooLate = {
  message: 'perform: the step was not done within ten minutes.',
  code: 'expired',
  retry: 'same',
  origin: 'provider',
} as const

function refusedAction({ action }: ActionResult, actions: number): PaymentError {
  const why =
    actions > maxActions
      ? `an attempt asked for more than ${maxActions} actions`
      : `the action "${action.type}" is not in the provider's "actions", or its session has no "perform"`
  return new PaymentError({
    message: `placeOrder: ${why}; the attempt is canceled.`,
    code: 'configuration',
    retry: 'other-method',
    origin: 'provider',
  })
}
