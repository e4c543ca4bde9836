import type { PaymentOutcome } from '@payloom/core/contract'
import { changeWorld, withOutcome } from './changeWorld.ts'
import { resultReply } from './resultReply.ts'
import type { Turn } from './Turn.ts'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** Answers an attempt: by the next given answer, else by what the scenario says. */
export function answerNext(
  state: WorldState,
  attempt: WorldAttempt,
  outcome: PaymentOutcome,
  now: number,
): Turn {
  const [given, ...answers] = state.answers
  if (given === undefined) {
    const next = withOutcome(state, attempt, outcome, now)
    if (state.scenario === 'lost-answer') return { state: next, reply: { kind: 'lost' } }
    return { state: next, reply: resultReply(next, attempt) }
  }
  const rest = { ...state, answers }
  if (given === 'lost') return { state: rest, reply: { kind: 'lost' } }
  if ('problem' in given) {
    const { problem, status, details = {} } = given
    return { state: rest, reply: { kind: 'problem', code: problem, status, members: details } }
  }
  const answered = withOutcome(rest, attempt, given.outcome, now)
  const next = given.state
    ? changeWorld(answered, { shown: { ...answered.shown, ...given.state } }, now)
    : answered
  return { state: next, reply: resultReply(next, attempt) }
}
