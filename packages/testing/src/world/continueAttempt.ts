import { updatePaymentRequestSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import { answerNext } from './answerNext.ts'
import { withOutcome } from './changeWorld.ts'
import { paymentStateOf } from './paymentStateOf.ts'
import { problemReply } from './problemReply.ts'
import { resultOf, resultReply } from './resultReply.ts'
import type { Turn } from './Turn.ts'
import type { WorldCall } from './WorldCall.ts'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** `updatePayment`: the step is done, and the payment is complete. An old step gets the newest answer. */
export function updateAttempt(state: WorldState, { body, params }: WorldCall, now: number): Turn {
  const attempt = attemptOf(state, params.attemptId)
  const parsed = v.safeParse(updatePaymentRequestSchema, body)
  if (!parsed.success) return { state, reply: problemReply('bad-request') }
  if (!attempt) return { state, reply: problemReply('unknown-attempt') }
  const { outcome } = attempt.outcome
  const isOpen = outcome === 'action' || outcome === 'redirect'
  if (!isOpen || parsed.output.step !== attempt.step) return { state, reply: resultReply(state, attempt) }
  return answerNext(state, attempt, { outcome: 'complete' }, now)
}

/** `cancelPayment`: ends what can still be ended. An id that never came is burnt. */
export function cancelAttempt(state: WorldState, { params }: WorldCall, now: number): Turn {
  const { attemptId = '' } = params
  const attempt = attemptOf(state, attemptId)
  if (!attempt) {
    const next = { ...state, burnt: [...state.burnt, attemptId] }
    const body = {
      ...{ paymentId: state.paymentId, attemptId, step: 0 },
      ...{ outcome: 'canceled', state: paymentStateOf(next) },
    }
    return { state: next, reply: { kind: 'answer', body } }
  }
  if (!isCancelable(state, attempt)) return { state, reply: resultReply(state, attempt) }
  const next = withOutcome(state, attempt, { outcome: 'canceled' }, now)
  return { state: next, reply: resultReply(next, attempt) }
}

/** `readAttempt`. */
export function readAttempt(state: WorldState, { params }: WorldCall): Turn {
  const attempt = attemptOf(state, params.attemptId)
  if (attempt) return { state, reply: resultReply(state, attempt) }
  const isBurnt = state.burnt.includes(params.attemptId ?? '')
  return { state, reply: problemReply(isBurnt ? 'attempt-burnt' : 'unknown-attempt') }
}

/** `resume`: the shopper is back, and the company has decided. */
export function resumeAttempt(state: WorldState, now: number): Turn {
  const attempt = state.attempts.at(-1)
  if (!attempt) return { state, reply: problemReply('not-found') }
  const isOpen = attempt.outcome.outcome === 'redirect'
  const next = isOpen ? withOutcome(state, attempt, { outcome: 'complete' }, now) : state
  const { provider, method } = attempt
  const result = resultOf(next, attemptOf(next, attempt.attemptId) ?? attempt)
  return {
    state: next,
    reply: { kind: 'answer', body: { result, provider, method, params: state.returned } },
  }
}

function attemptOf({ attempts }: WorldState, id: string | undefined): WorldAttempt | undefined {
  return attempts.find(({ attemptId }) => attemptId === id)
}

function isCancelable(state: WorldState, { attemptId, outcome }: WorldAttempt): boolean {
  const shown = paymentStateOf(state).attempts.find((attempt) => attempt.attemptId === attemptId)
  return shown?.live === true || outcome.outcome === 'partial'
}
