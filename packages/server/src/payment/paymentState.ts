import {
  type AttemptState,
  type NextStep,
  type PaymentErrorData,
  type PaymentState,
  type StatusSummary,
  statusFromFacts,
} from '@payloom/core/contract'
import { fulfilmentOf } from './fulfilmentOf.ts'
import { isOldRedirect } from './isOldRedirect.ts'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'

/** What the facts of a record mean. */
export function summarize(record: PaymentRecord): StatusSummary {
  return statusFromFacts({ total: record.total, attempts: record.attempts, facts: record.facts })
}

/**
 * The state that browsers see, rebuilt from the record; nothing of a company's own payload is in it.
 * Open steps are in it: {@link withoutNext} takes them out for those who may not pay.
 */
export function paymentState(record: PaymentRecord): PaymentState {
  const summary = summarize(record)
  const error = summary.status === 'failed' ? newestError(record) : undefined
  return {
    paymentId: record.paymentId,
    ...(record.orderId === undefined ? {} : { orderId: record.orderId }),
    status: summary.status,
    settled: summary.settled,
    ...(summary.overpaid ? { overpaid: true } : {}),
    revision: { epoch: record.epoch, seq: record.seq },
    updatedAt: record.updatedAt,
    amounts: summary.amounts,
    attempts: record.attempts.map((attempt, index) => attemptState(attempt, summary.attempts[index])),
    history: [...record.history],
    fulfilment: fulfilmentOf(record),
    ...(error ? { error } : {}),
  }
}

/** The state as those see it who may read but not pay. */
export function withoutNext(state: PaymentState): PaymentState {
  return {
    ...state,
    attempts: state.attempts.map(({ next: _, ...attempt }) => attempt),
  }
}

/** Whether two states differ in anything but their revision. */
export function isSameState(a: PaymentState, b: PaymentState): boolean {
  return comparable(a) === comparable(b)
}

function comparable(state: PaymentState): string {
  const { revision: _, updatedAt: __, history: ___, ...rest } = state
  return JSON.stringify(rest)
}

function attemptState(
  attempt: StoredAttempt,
  summary: StatusSummary['attempts'][number] | undefined,
): AttemptState {
  const live = summary?.live ?? true
  const status = summary?.status ?? 'open'
  const next = nextStep(attempt, live, status)
  return {
    attemptId: attempt.attemptId,
    provider: attempt.provider,
    method: attempt.method,
    title: attempt.title,
    status,
    amount: attempt.amount,
    live,
    ...(attempt.placed ? { placed: true } : {}),
    ...(next ? { next } : {}),
  }
}

/** A redirect or action is open while the attempt is; what is displayed stays until the money has come. */
function nextStep(attempt: StoredAttempt, live: boolean, status: string): NextStep | undefined {
  const { outcome } = attempt
  if (!outcome || (status !== 'open' && status !== 'pending')) return undefined
  if (outcome.outcome === 'pending' && outcome.display) return { kind: 'display', display: outcome.display }
  if (!live) return undefined
  if (outcome.outcome === 'action') return { kind: 'action', step: attempt.step, action: outcome.action }
  if (outcome.outcome === 'redirect' && !isOldRedirect(attempt, attempt.step, outcome)) {
    const { url, method, fields } = outcome
    return { kind: 'redirect', redirect: { url, method, fields } }
  }
  return undefined
}

function newestError(record: PaymentRecord): PaymentErrorData | undefined {
  for (const attempt of record.attempts.toReversed()) {
    if (attempt.outcome?.outcome === 'failed') return attempt.outcome.error
  }
  return undefined
}
