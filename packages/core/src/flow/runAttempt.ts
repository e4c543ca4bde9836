import type { PaymentResult } from '../contract/paymentResult.ts'
import type { Answer } from './Answer.ts'
import { act } from './act.ts'
import type { FlowContext } from './FlowContext.ts'
import { followRedirect } from './followRedirect.ts'
import { giveUp } from './giveUp.ts'
import { heedOther } from './heedOther.ts'
import { isUnderWay } from './isUnderWay.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { readBack } from './readBack.ts'
import { tellAttempt, tellResult, tellWaiting } from './tellAttempt.ts'
import { withoutLeaving } from './withoutLeaving.ts'

/** How an attempt is taken to its outcome. */
export interface RunOptions {
  /** Nobody waits: an answer that was lost is looked for until it is found. */
  isPatient?: boolean
  /** An earlier life of the page began it: a step is not done once more by itself, but given up. */
  isRecovering?: boolean
  /** Another tab does what the attempt asks for: this one never does it, and never ends it. */
  isFollowing?: boolean
}

/** A step that can be read but whose every answer is lost would keep the shopper waiting; then it is looked for without them. */
const maxLosses = 3

/** Another tab's attempt stood in the way of this order, and has ended. */
const overtaken: PlaceOrderOutcome = {
  kind: 'not-sent',
  error: { code: 'attempt-in-progress', retry: 'same' },
}

type Lost = Answer & { kind: 'lost' }

/**
 * Takes an attempt from an answer to its outcome: steps, refusals, lost answers. When the shopper ends it meanwhile, the outcome is
 * what that comes to. Rejects with what `openScreen` rejects with, and with nothing else.
 */
export async function runAttempt(
  context: FlowContext,
  first: Answer,
  options: RunOptions = {},
): Promise<PlaceOrderOutcome> {
  const { withdrawals } = context
  let isWithdrawn = false
  let hear = (_outcome: Promise<PlaceOrderOutcome>): void => {}
  const withdrawn = new Promise<PlaceOrderOutcome>((resolve) => {
    hear = (outcome) => {
      isWithdrawn = true
      resolve(outcome)
    }
  })
  const run = async (): Promise<PlaceOrderOutcome> => {
    const end = await advance(context, first, { ...options, isWithdrawn: () => isWithdrawn })
    return isWithdrawn ? withdrawn : settle(context, end, options)
  }
  withdrawals.add(hear)
  try {
    // What is under way when the shopper ends the attempt may hang: nobody waits for it any more.
    return await Promise.race([run(), withdrawn])
  } finally {
    withdrawals.delete(hear)
  }
}

interface Advance extends RunOptions {
  /** Whether the shopper ended the attempt meanwhile. */
  isWithdrawn(): boolean
}

interface End {
  answer: Answer
  lost: Lost | undefined
}

/** Goes from answer to answer until nothing is left to do for the attempt. */
async function advance(context: FlowContext, first: Answer, options: Advance): Promise<End> {
  const { isPatient = false, isFollowing = false } = options
  let answer = first
  let lost: Lost | undefined
  for (let actions = 0, losses = 0; ; ) {
    if (options.isWithdrawn()) {
      if (answer.kind === 'result') context.applyStatus(answer.result.state)
      return { answer: { kind: 'over' }, lost }
    }
    if (answer.kind === 'lost') {
      lost = answer
      losses++
      if (!isUnderWay(context, lost.ref)) return { answer: { kind: 'over' }, lost }
      tellAttempt(context, { type: 'wait' })
      if (losses > maxLosses && !isPatient) return { answer: { kind: 'undecided' }, lost }
      const { ref, isForeign = false } = lost
      answer = await readBack(context, ref, { isPatient, isFollowing, isForeign })
      if (isForeign) return { answer: heedOther(context, answer), lost }
      continue
    }
    if (answer.kind !== 'result') return { answer, lost }
    const { result, isLate = false } = answer
    if (!isOpenStep(result, lost)) return { answer, lost }
    // The page is gone: what is open is found by its next life, which is told the attempt's id.
    if (context.signal.aborted) return { answer: { kind: 'over' }, lost }
    if (isFollowing || isLate) {
      tellWaiting(context, result)
      return { answer: { kind: 'over' }, lost }
    }
    if (lost?.isGivenUp || options.isRecovering) {
      answer = await giveUp(context, result, lost?.error)
      // What it says counts: it was asked to end the attempt.
      if (answer.kind === 'result') return { answer, lost }
    } else if (result.outcome === 'redirect') answer = await followRedirect(context, result)
    else if (
      result.outcome !== 'action' ||
      (context.isOwnButton && isDeclared(context, result.action.type))
    ) {
      return { answer, lost }
    } else {
      await context.openScreen?.(result)
      answer = await act(context, result, ++actions)
    }
  }
}

/** Whether a result waits for the shopper. A code that is shown waits only when it was to be taken away. */
function isOpenStep(result: PaymentResult, lost: Lost | undefined): boolean {
  if (result.outcome === 'action' || result.outcome === 'redirect') return true
  return lost?.isGivenUp === true && result.outcome === 'pending' && result.display !== undefined
}

function settle(context: FlowContext, { answer, lost }: End, options: RunOptions): PlaceOrderOutcome {
  switch (answer.kind) {
    case 'result':
      return finish(context, answer.result)
    case 'released':
      return release(context, lost)
    case 'undecided':
      if (lost) void runAttempt(withoutLeaving(context), lost, { ...options, isPatient: true })
      // The shop knows the order: the page may go on while the outcome is still looked for.
      if (answer.result && !lost?.isForeign) return finish(context, answer.result)
      return known(context, lost)
    default:
      return known(context, lost)
  }
}

function finish(context: FlowContext, result: PaymentResult): PlaceOrderOutcome {
  const isNews = isUnderWay(context, result)
  tellResult(context, result)
  if (isNews && result.outcome === 'partial') context.onPart()
  return { kind: 'result', result }
}

function release(context: FlowContext, lost: Lost | undefined): PlaceOrderOutcome {
  const error = lost?.error
  if (lost && isUnderWay(context, lost.ref)) tellAttempt(context, { type: 'release', error })
  return lost?.isForeign ? overtaken : { kind: 'not-sent', error }
}

function isDeclared({ panel }: FlowContext, type: string): boolean {
  return panel.current()?.entry.provider.actions?.includes(type) === true
}

/** What the page knows by another way than an answer to this attempt. */
function known({ attempt }: FlowContext, lost: Lost | undefined): PlaceOrderOutcome {
  const view = attempt.view.getState()
  if (view.phase === 'blocked') return { kind: 'blocked', by: view.by }
  if (lost?.isForeign && view.phase === 'ready') return overtaken
  const result = 'result' in view ? view.result : undefined
  if (result) return { kind: 'result', result }
  const { paymentId, attemptId } = lost?.ref ?? view
  return { kind: 'unknown', paymentId: paymentId ?? '', attemptId: attemptId ?? '' }
}
