import {
  type AttemptState,
  addMoney,
  isAttemptId,
  type Method,
  type StoredMethod,
  type ValidateRequest,
  validateRequestSchema,
} from '@payloom/core/contract'
import * as v from 'valibot'
import { answerNext } from './answerNext.ts'
import { changeWorld } from './changeWorld.ts'
import { listedMethods, quoteOf } from './listedMethods.ts'
import { withLateSuccess, withOtherAttempt, withSuperseded } from './otherAttempt.ts'
import { outcomeOf } from './outcomeOf.ts'
import { paymentStateOf } from './paymentStateOf.ts'
import { problemReply } from './problemReply.ts'
import { resultOf, resultReply } from './resultReply.ts'
import type { Turn } from './Turn.ts'
import type { WorldCall } from './WorldCall.ts'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** `validate`: claims the attempt, and answers as the scenario says. */
export function validateAttempt(state: WorldState, { body, key }: WorldCall, now: number): Turn {
  const parsed = v.safeParse(validateRequestSchema, body)
  if (!parsed.success || !isAttemptId(key)) return { state, reply: problemReply('bad-request') }
  const request = parsed.output
  const before = withSuperseded(withOtherAttempt(state, now), request.supersede, now)
  return refusal(before, request, key, now) ?? claim(before, request, key, now)
}

function claim(state: WorldState, request: ValidateRequest, key: string, now: number): Turn {
  const row = rowOf(state, request)
  if (!row) return { state, reply: problemReply('method-unavailable') }
  const attempt: WorldAttempt = {
    attemptId: key,
    provider: row.provider,
    method: row.method,
    title: row.title,
    amount: row.total ?? state.total,
    ...(row.surcharge ? { surcharge: row.surcharge.amount } : {}),
    placed: row.isOffline,
    step: 0,
    outcome: { outcome: 'pending' },
    sent: JSON.stringify(request),
  }
  const turn = answerNext(state, attempt, outcomeOf(state, row, request), now)
  const next = withLateSuccess(turn.state, now)
  return { ...turn, state: request.store ? withStored(next, row) : next }
}

/** Everything that says no before the attempt is bound. */
function refusal(state: WorldState, request: ValidateRequest, key: string, now: number): Turn | undefined {
  const known = state.attempts.find(({ attemptId }) => attemptId === key)
  if (known?.sent === JSON.stringify(request)) return { state, reply: resultReply(state, known) }
  if (known) return { state, reply: problemReply('idempotency-mismatch') }
  if (state.burnt.includes(key)) return { state, reply: problemReply('attempt-burnt') }
  const payment = paymentStateOf(state)
  if (payment.status === 'paid') return { state, reply: problemReply('already-paid', { state: payment }) }
  const standing = payment.attempts.find(isStanding)
  const running = standing && state.attempts.find(({ attemptId }) => attemptId === standing.attemptId)
  if (running) {
    return { state, reply: problemReply('attempt-in-progress', { result: resultOf(state, running) }) }
  }
  if (state.answers.length > 0) return undefined
  if (state.scenario === 'order-invalid') {
    const issues = [{ code: 'out-of-stock', message: 'The mug is sold out.' }]
    return { state, reply: problemReply('order-invalid', { issues }) }
  }
  // The total rises once: the first order is the one that is told so.
  if (state.scenario === 'amount-changed' && state.version === 1) {
    const total = addMoney(state.total, { ...state.total, value: 150 })
    return changedAmount(changeWorld(state, { total, version: 2 }, now))
  }
  return request.quote === quoteFor(state, request) ? undefined : changedAmount(state)
}

/** May still bring money: its outcome is open, or it is an order that is paid later. */
function isStanding({ live, placed, status }: AttemptState): boolean {
  return live || (placed === true && (status === 'open' || status === 'pending'))
}

function changedAmount(state: WorldState): Turn {
  const members = { methods: listedMethods(state), total: state.total }
  return { state, reply: problemReply('amount-changed', members) }
}

function quoteFor(state: WorldState, request: ValidateRequest): string | undefined {
  // A quote that a wallet's sheet asked for names its way of shipping at the end.
  const wanted = quoteOf(state, request)
  if (request.storedMethodId !== undefined) return `${wanted}-${request.storedMethodId}`
  if (request.quote.startsWith(`${wanted}~`)) return request.quote
  return rowOf(state, request)?.quote
}

function rowOf(state: WorldState, { provider, method }: ValidateRequest): Method | undefined {
  const { givenList } = state
  const rows =
    typeof givenList === 'object' && 'methods' in givenList ? givenList.methods : listedMethods(state)
  return rows.find((row) => row.provider === provider && row.method === method)
}

function withStored(state: WorldState, { provider, method, title }: Method): WorldState {
  const id = `sm_${state.stored.length + 1}`
  const stored: StoredMethod = { id, provider, method, title, last4: '4242', needsCvc: false }
  return { ...state, stored: [...state.stored, stored] }
}
