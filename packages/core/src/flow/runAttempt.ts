import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { Answer } from './Answer.ts'
import { act } from './act.ts'
import type { FlowContext } from './FlowContext.ts'
import { followRedirect } from './followRedirect.ts'
import { giveUp } from './giveUp.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { readBack } from './readBack.ts'
import { tellAttempt, tellResult } from './tellAttempt.ts'
import { withoutLeaving } from './withoutLeaving.ts'

/** A step that can be read but whose every answer is lost would go round for ever; then only the status can tell. */
const maxLosses = 3

/**
 * Takes an attempt from an answer to its outcome: steps, refusals, lost answers. Rejects with what `openScreen` rejects with, and
 * with nothing else.
 *
 * @param isPatient nobody waits: an answer that was lost is looked for over minutes.
 */
export async function runAttempt(
  context: FlowContext,
  first: Answer,
  isPatient: boolean = false,
): Promise<PlaceOrderOutcome> {
  let answer = first
  let lost: (Answer & { kind: 'lost' }) | undefined
  for (let actions = 0, losses = 0; ; ) {
    if (answer.kind === 'lost') {
      lost = answer
      losses++
      tellAttempt(context, { type: 'wait' })
      if (losses > maxLosses) answer = { kind: isPatient ? 'over' : 'undecided' }
      else answer = await readBack(context, lost.ref, isPatient)
      continue
    }
    if (answer.kind !== 'result') break
    const { result } = answer
    const isStep = result.outcome === 'action' || result.outcome === 'redirect'
    if (isStep && lost?.isGivenUp) answer = await giveUp(context, result, lost.error)
    else if (result.outcome === 'action' && context.isOwnButton && isDeclared(context, result.action.type))
      break
    else if (result.outcome === 'action') {
      await context.openScreen?.(result)
      answer = await act(context, result, ++actions)
    } else if (result.outcome === 'redirect') answer = await followRedirect(context, result)
    else break
  }
  switch (answer.kind) {
    case 'result':
      return finish(context, answer.result)
    case 'released':
      return release(context, lost?.error)
    case 'undecided':
      if (lost) void runAttempt(withoutLeaving(context), lost, true)
      // The shop knows the order: the page may go on while the outcome is still looked for.
      if (answer.result) return finish(context, answer.result)
      return known(context, lost?.ref)
    case 'over':
      return known(context, lost?.ref)
  }
}

function finish(context: FlowContext, result: PaymentResult): PlaceOrderOutcome {
  tellResult(context, result)
  if (result.outcome === 'partial') context.onPart()
  return { kind: 'result', result }
}

function release(context: FlowContext, error: PaymentErrorData | undefined): PlaceOrderOutcome {
  tellAttempt(context, { type: 'release', error })
  return { kind: 'not-sent', error }
}

function isDeclared({ panel }: FlowContext, type: string): boolean {
  return panel.current()?.entry.provider.actions?.includes(type) === true
}

/** What the page knows by another way than an answer to this attempt. */
function known({ attempt }: FlowContext, ref: AttemptRef | undefined): PlaceOrderOutcome {
  const view = attempt.view.getState()
  const result = 'result' in view ? view.result : undefined
  if (result) return { kind: 'result', result }
  const { paymentId, attemptId } = ref ?? view
  return { kind: 'unknown', paymentId: paymentId ?? '', attemptId: attemptId ?? '' }
}
