import type { AttemptPhase } from '../attempt/AttemptView.ts'
import type { ReturnMemory } from '../attempt/createReturnMemory.ts'
import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { isPaymentError } from '../errors/PaymentError.ts'
import { asProviderError } from '../provider/asProviderError.ts'
import type { ProviderModule } from '../provider/Provider.ts'
import type { Answer } from './Answer.ts'
import { createAttemptAside } from './createAttemptAside.ts'
import { createReturnScreen, type ReturnScreenOptions } from './createReturnScreen.ts'
import type { FlowContext } from './FlowContext.ts'
import { isLostAnswer } from './isLostAnswer.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import type { ResumeOutcome } from './ResumeOutcome.ts'
import { type Returned, readReturned } from './readReturned.ts'
import { runAttempt } from './runAttempt.ts'
import { sendUpdate } from './sendUpdate.ts'
import { tellAttempt } from './tellAttempt.ts'
import { withoutLeaving } from './withoutLeaving.ts'

/** What resuming works with. */
export interface ResumeOptions extends Omit<ReturnScreenOptions, 'returned'> {
  memory: ReturnMemory
  /** The token is known to be true: bearer pages name it in every later call. */
  onToken(token: string): void
}

const sent: readonly AttemptPhase[] = ['validating', 'acting', 'confirming']

/** Finds out what a return came to, and does what is still open of it. Never rejects. */
export async function resumeReturn(
  context: FlowContext,
  options: ResumeOptions,
  token: string | undefined,
): Promise<ResumeOutcome> {
  const { memory, onToken } = options
  const known = token === undefined ? memory.recall() : undefined
  if (token === undefined && !known) return { kind: 'none' }
  const before = context.attempt.view.getState().attemptId
  const isKnownTaken = known !== undefined && take(context, known, before)
  let returned: Returned
  try {
    returned = await readReturned(context, token, known)
  } catch (caught) {
    if (known && isLostAnswer(caught)) {
      if (isKnownTaken) tellAttempt(context, { type: 'wait' })
      return { kind: 'unknown', ...known }
    }
    if (isKnownTaken) context.attempt.offer({ type: 'release' })
    return errorOf(context, caught)
  }
  const ref = refOf(returned.result)
  if (token !== undefined) onToken(token)
  memory.remember(ref)
  const isTaken = take(context, ref, isKnownTaken ? known?.attemptId : before)
  const screen = createReturnScreen(context, { ...options, returned })
  try {
    const own: FlowContext = {
      ...withoutLeaving(context),
      ...(isTaken ? {} : { attempt: createAttemptAside(context, ref), onPart: context.outdateList }),
      panel: { current: screen.current, hold: () => () => {}, refresh: () => undefined },
      selected: () => undefined,
      openScreen: screen.open,
    }
    return outcomeOf(await runAttempt(own, await continueReturn(own, screen, returned)), returned)
  } catch (caught) {
    return errorOf(context, caught)
  } finally {
    await screen.close()
  }
}

/**
 * The attempt that came back is the one that this page follows, unless an order is on its way from here, or has gone out since `before`
 * was in view. @returns whether it is.
 */
function take({ attempt }: FlowContext, ref: AttemptRef, before: string | undefined): boolean {
  const { attemptId, phase } = attempt.view.getState()
  const isSent = sent.includes(phase)
  if (isSent && attemptId === ref.attemptId) return true
  if (isSent && attemptId !== before) return false
  if (!attempt.allows('recover')) attempt.offer({ type: 'renew' })
  if (!attempt.allows('recover')) return false
  attempt.dispatch({ type: 'recover', ...ref })
  return true
}

/** What the company sent along may be what the payment waits for. */
async function continueReturn(
  context: FlowContext,
  screen: ReturnType<typeof createReturnScreen>,
  { result, params }: Returned,
): Promise<Answer> {
  const isWaiting =
    result.outcome === 'action' ||
    result.outcome === 'redirect' ||
    (result.outcome === 'pending' && !result.display)
  if (!isWaiting || Object.keys(params).length === 0) return { kind: 'result', result }
  const data = readData(context, await screen.loadModule(), params)
  return data ? sendUpdate(context, result, data) : { kind: 'result', result }
}

function readData(
  { observe }: FlowContext,
  module: ProviderModule | undefined,
  params: Readonly<Record<string, string>>,
): Record<string, unknown> | undefined {
  try {
    return module?.readReturn?.(params)?.data
  } catch (caught) {
    observe({ type: 'error', error: asProviderError(caught, 'readReturn') })
    return undefined
  }
}

function outcomeOf(outcome: PlaceOrderOutcome, { provider, method, result }: Returned): ResumeOutcome {
  switch (outcome.kind) {
    case 'result':
      return { kind: 'result', result: outcome.result, provider, method }
    case 'unknown':
      return { kind: 'unknown', ...refOf(result) }
    default:
      // The attempt is burnt: the shop will never know it.
      return { kind: 'error', error: { code: 'attempt-burnt', retry: 'same' } }
  }
}

function errorOf({ observe }: FlowContext, caught: unknown): ResumeOutcome {
  observe({ type: 'error', error: caught })
  const error = isPaymentError(caught) ? caught.toData() : ({ code: 'unknown', retry: 'same' } as const)
  return { kind: 'error', error }
}

function refOf({ paymentId, attemptId }: PaymentResult): AttemptRef {
  return { paymentId, attemptId }
}
