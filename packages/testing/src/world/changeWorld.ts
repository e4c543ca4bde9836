import type { Fact, KnownFactKind, Money, PaymentOutcome } from '@payloom/core/contract'
import { paidParts } from './listedMethods.ts'
import { paymentStateOf } from './paymentStateOf.ts'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** The world after a change: a later revision, and a line of history where the status moved. */
export function changeWorld(before: WorldState, change: Partial<WorldState>, now: number): WorldState {
  const updatedAt = new Date(now).toISOString()
  const after = { ...before, ...change, seq: before.seq + 1, updatedAt }
  const { status } = paymentStateOf(after)
  if (status === paymentStateOf(before).status) return after
  return { ...after, history: [...before.history, { status, at: updatedAt }] }
}

/** The world after something happened to an attempt at its company. */
export function withFact(
  state: WorldState,
  { attemptId, kind, amount }: { attemptId: string; kind: KnownFactKind; amount?: Money | undefined },
  now: number,
): WorldState {
  const fact: Fact = {
    factId: `fact-${state.facts.length + 1}`,
    attemptId,
    kind,
    ...(amount ? { amount } : {}),
    providerTime: new Date(now).toISOString(),
    confirmed: true,
  }
  return changeWorld(state, { facts: [...state.facts, fact] }, now)
}

/** The world after an attempt was answered: the next step, and what the outcome says happened. */
export function withOutcome(
  state: WorldState,
  attempt: WorldAttempt,
  outcome: PaymentOutcome,
  now: number,
): WorldState {
  const answered: WorldAttempt = { ...attempt, step: attempt.step + 1, ...placing(attempt, outcome) }
  const { attemptId, amount } = answered
  const isKnown = state.attempts.some((one) => one.attemptId === attemptId)
  const attempts = isKnown
    ? state.attempts.map((one) => (one.attemptId === attemptId ? answered : one))
    : [...state.attempts, answered]
  const next = changeWorld(state, { attempts }, now)
  const isHeld = attempt.outcome.outcome === 'partial' && outcome.outcome === 'canceled'
  const kind = isHeld ? 'voided' : factOf(state, answered, outcome)
  if (!kind) return next
  const heard = withFact(next, { attemptId, kind, amount }, now)
  return kind === 'captured' ? captureParts(heard, now) : heard
}

/** The rest is paid: what was held for the parts is taken. */
function captureParts(state: WorldState, now: number): WorldState {
  return paidParts(state).reduce((next, { attemptId, amount }) => {
    const isTaken = next.facts.some((fact) => fact.attemptId === attemptId && fact.kind === 'captured')
    return isTaken ? next : withFact(next, { attemptId, kind: 'captured', amount }, now)
  }, state)
}

function placing(attempt: WorldAttempt, outcome: PaymentOutcome): Partial<WorldAttempt> {
  if (outcome.outcome !== 'partial') return { outcome }
  // What is paid is what is no longer due.
  return { outcome, amount: { ...attempt.amount, value: attempt.amount.value - outcome.due.value } }
}

function factOf(
  { scenario }: WorldState,
  { placed }: WorldAttempt,
  { outcome }: PaymentOutcome,
): KnownFactKind | undefined {
  if (placed) return undefined
  if (outcome === 'complete') return scenario === 'setup' ? 'authorized' : 'captured'
  if (outcome === 'partial') return 'authorized'
  if (outcome === 'action' || outcome === 'redirect') return 'opened'
  return outcome
}
