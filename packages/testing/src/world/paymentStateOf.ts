import {
  type AttemptState,
  type NextStep,
  type PaymentState,
  type StatusSummary,
  statusFromFacts,
} from '@payloom/core/contract'
import { orderOf } from './methodListOf.ts'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** The payment as a browser sees it, by the contract's own function from facts to status. */
export function paymentStateOf(state: WorldState): PaymentState {
  const { paymentId, total, attempts, facts, history, seq, updatedAt, shown } = state
  const summary = statusFromFacts({ total, attempts, facts })
  const orderId = orderOf(state)
  const failed = attempts.findLast(({ outcome }) => outcome.outcome === 'failed')?.outcome
  return {
    paymentId,
    ...(orderId === undefined ? {} : { orderId }),
    status: summary.status,
    settled: summary.settled,
    ...(summary.overpaid ? { overpaid: true } : {}),
    revision: { epoch: 1, seq },
    updatedAt,
    amounts: summary.amounts,
    attempts: attempts.map((attempt, index) => attemptStateOf(attempt, summary.attempts[index])),
    history: [...history],
    fulfilment: [],
    ...(summary.status === 'failed' && failed?.outcome === 'failed' ? { error: failed.error } : {}),
    ...shown,
  }
}

function attemptStateOf(
  attempt: WorldAttempt,
  summary: StatusSummary['attempts'][number] | undefined,
): AttemptState {
  const { attemptId, provider, method, title, amount, placed } = attempt
  const { live = true, status = 'open' } = summary ?? {}
  const next = nextOf(attempt, live, status)
  return {
    ...{ attemptId, provider, method, title, status, amount, live },
    ...(placed ? { placed } : {}),
    ...(next ? { next } : {}),
  }
}

function nextOf({ outcome, step }: WorldAttempt, live: boolean, status: string): NextStep | undefined {
  if (status !== 'open' && status !== 'pending') return undefined
  if (outcome.outcome === 'pending' && outcome.display) return { kind: 'display', display: outcome.display }
  if (!live) return undefined
  if (outcome.outcome === 'action') return { kind: 'action', step, action: outcome.action }
  if (outcome.outcome !== 'redirect') return undefined
  const { url, method, fields } = outcome
  return { kind: 'redirect', redirect: { url, method, fields } }
}
