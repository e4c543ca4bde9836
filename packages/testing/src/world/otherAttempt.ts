import type { PaymentOutcome } from '@payloom/core/contract'
import { changeWorld, withFact, withOutcome } from './changeWorld.ts'
import { dueOf } from './listedMethods.ts'
import { outcomeOf } from './outcomeOf.ts'
import type { Scenario } from './Scenario.ts'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** Names the attempt that another window began. */
export const otherAttemptId: string = 'e'.repeat(32)

/** What another window began, by scenario: the method, and what the company answered there. */
const begun: Partial<Record<Scenario, readonly [method: string, title: string, like: Scenario]>> = {
  'in-progress-redirect': ['bank', 'Bank transfer', 'redirect'],
  'in-progress-action': ['card', 'Card', 'challenge'],
  'in-progress-display': ['qr', 'QR code', 'qr'],
  'in-progress-placed': ['cash', 'Cash on delivery', 'offline-method'],
  'already-paid': ['bank', 'Bank transfer', 'approve'],
  'late-success': ['bank', 'Bank transfer', 'redirect'],
}

/** The world after another window was quicker, where the scenario says so: seen by the first order here. */
export function withOtherAttempt(state: WorldState, now: number): WorldState {
  const [method, title, like] = begun[state.scenario] ?? []
  if (!method || !title || !like || otherOf(state, otherAttemptId)) return state
  const isPlaced = like === 'offline-method'
  const attempt: WorldAttempt = {
    ...{ attemptId: otherAttemptId, provider: isPlaced ? 'plain' : 'sandbox', method, title },
    ...{ amount: dueOf(state), placed: isPlaced, step: 0, sent: '' },
    outcome: { outcome: 'pending' },
  }
  return withOutcome(state, attempt, answerLike(state, method, like), now)
}

/** The world after the shopper agreed to end an attempt. One that took money stays what it is. */
export function withSuperseded(state: WorldState, attemptId: string | undefined, now: number): WorldState {
  const attempt = otherOf(state, attemptId)
  if (!attempt || attempt.outcome.outcome === 'canceled' || hasMoney(state, attempt)) return state
  const ended: WorldAttempt = { ...attempt, outcome: { outcome: 'canceled' } }
  const attempts = state.attempts.map((one) => (one === attempt ? ended : one))
  const fact = { attemptId: attempt.attemptId, kind: 'superseded' as const }
  return withFact(changeWorld(state, { attempts }, now), fact, now)
}

/** `late-success`: once the payment is paid here, the company that was told to stop has taken the money all the same. */
export function withLateSuccess(state: WorldState, now: number): WorldState {
  const other = otherOf(state, otherAttemptId)
  const isOver = other?.outcome.outcome === 'canceled' && state.attempts.at(-1) !== other
  if (state.scenario !== 'late-success' || !other || !isOver || hasMoney(state, other)) return state
  const { attemptId, amount } = other
  return withFact(state, { attemptId, kind: 'captured', amount }, now)
}

function answerLike(state: WorldState, method: string, scenario: Scenario): PaymentOutcome {
  const row = { provider: 'sandbox', method, title: '', needs: 'nothing' } as const
  const request = { provider: 'sandbox', method, purpose: 'pay', data: {}, quote: '' } as const
  return outcomeOf({ ...state, scenario }, { ...row, isStorable: false, isOffline: false }, request)
}

function otherOf({ attempts }: WorldState, attemptId: string | undefined): WorldAttempt | undefined {
  return attempts.find((attempt) => attempt.attemptId === attemptId)
}

function hasMoney({ facts }: WorldState, { attemptId }: WorldAttempt): boolean {
  return facts.some((fact) => fact.attemptId === attemptId && fact.kind === 'captured')
}
