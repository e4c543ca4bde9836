import type { Fact, PaymentOutcome } from '@payloom/core/contract'
import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import { summarize } from '../payment/paymentState.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'

/**
 * Since when a record keeps something personal that is not needed any more (milliseconds since the epoch); `undefined` when it keeps
 * nothing of the kind. Personal are a company's fields that a shopper brought back, what companies asked browsers for, the numbers of
 * parcels, and what people wrote. Ids, hashes, amounts and times stay: repeats, refunds and disputes are known by them.
 */
export function personalSince(record: PaymentRecord): number | undefined {
  const times: number[] = []
  const note = (time: number | undefined): undefined => {
    if (time !== undefined) times.push(time)
  }
  for (const attempt of record.attempts) {
    note(returnSince(record, attempt))
    note(answersSince(record, attempt))
  }
  for (const update of record.updates) note(updateSince(record, update))
  for (const fact of record.facts) note(trackingSince(record, fact))
  return times.length === 0 ? undefined : Math.min(...times)
}

/** The record without what it has kept since before a time (milliseconds since the epoch). */
export function erasePersonal(record: PaymentRecord, before: number): PaymentRecord {
  const isOld = (time: number | undefined): boolean => time !== undefined && time < before
  return {
    ...record,
    attempts: record.attempts.map((attempt) => {
      const { returned } = attempt
      const withoutReturn =
        returned && isOld(returnSince(record, attempt))
          ? { ...attempt, returned: { ...returned, params: {} } }
          : attempt
      return isOld(answersSince(record, attempt)) ? withoutAnswers(withoutReturn) : withoutReturn
    }),
    facts: record.facts.map((fact) => {
      if (!isOld(trackingSince(record, fact))) return fact
      const { tracking: _, ...rest } = fact
      return rest
    }),
    updates: record.updates.map((update) =>
      isOld(updateSince(record, update)) ? withoutContents(update) : update,
    ),
  }
}

/** A token to return by ends with the attempt's payment, and in any case after 30 days without a move. */
function returnSince(
  { updatedAt }: PaymentRecord,
  { returned, settledAt }: StoredAttempt,
): number | undefined {
  if (!returned || Object.keys(returned.params).length === 0) return undefined
  return settledAt === undefined ? latest(updatedAt, returned.at) : Date.parse(settledAt)
}

/** Answers of an attempt that nothing waits for. What tells a shopper how to pay stays until they have. */
function answersSince(record: PaymentRecord, attempt: StoredAttempt): number | undefined {
  const { settledAt, outcome, answers } = attempt
  if (settledAt === undefined) return undefined
  if (![outcome, ...answers.map((answer) => answer.outcome)].some(isPersonal)) return undefined
  const summary = summarize(record).attempts.find(({ attemptId }) => attemptId === attempt.attemptId)
  return summary?.status === 'open' || summary?.status === 'pending' ? undefined : Date.parse(settledAt)
}

/** One that is not sent yet has to be sent whole. */
function updateSince(record: PaymentRecord, update: StoredOrderUpdate): number | undefined {
  const { body, reason, dueAt, acceptedAt, sentAt, rejectedAt } = update
  if (dueAt !== undefined || (body.tracking === undefined && reason === undefined)) return undefined
  return latest(settledTime(record), acceptedAt, sentAt, rejectedAt)
}

function trackingSince(record: PaymentRecord, { tracking, providerTime }: Fact): number | undefined {
  return tracking && latest(settledTime(record), providerTime)
}

function isPersonal(outcome: PaymentOutcome | undefined): boolean {
  if (outcome?.outcome === 'pending') return outcome.display !== undefined
  return outcome?.outcome === 'redirect' || outcome?.outcome === 'action'
}

/** What is over reads as an answer that says nothing. */
function withoutAnswers(attempt: StoredAttempt): StoredAttempt {
  const plain = (outcome: PaymentOutcome): PaymentOutcome =>
    isPersonal(outcome) ? { outcome: 'pending' } : outcome
  return {
    ...attempt,
    ...(attempt.outcome ? { outcome: plain(attempt.outcome) } : {}),
    answers: attempt.answers.map((answer) => ({ ...answer, outcome: plain(answer.outcome) })),
  }
}

function withoutContents({ reason: _, ...update }: StoredOrderUpdate): StoredOrderUpdate {
  const { tracking: __, ...body } = update.body
  return { ...update, body }
}

/** When the payment was first settled, or last moved while it is not. */
function settledTime({ attempts, updatedAt }: PaymentRecord): string {
  const times = attempts.flatMap(({ settledAt }) => (settledAt === undefined ? [] : [settledAt]))
  return times.sort()[0] ?? updatedAt
}

function latest(...times: (string | undefined)[]): number {
  return Math.max(...times.map((time) => (time === undefined ? 0 : Date.parse(time))))
}
