import { type Money, statusFromFacts } from '@payloom/core/contract'
import { isPartlyPaid } from './amountDue.ts'
import { attemptPhase } from './attemptPhase.ts'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'
import { summarize } from './paymentState.ts'

/** A part of a total that was paid first, by a gift card for instance. */
export interface HeldPart {
  attempt: StoredAttempt
  /** What it pays of the total, its own surcharge taken off. */
  amount: Money
  /** Answered as a part, held and not taken: it can be given back. Money that was held for a total which has grown since is no part. */
  isHeld: boolean
}

/** The parts of a total that is not covered yet; `total` as it is now. */
export function paymentParts(record: PaymentRecord | undefined, total?: Money): HeldPart[] {
  if (!record || !isPartlyPaid(record, total ?? record.total)) return []
  return record.attempts.flatMap((attempt) => {
    const { amounts, status } = statusFromFacts({
      total: record.total,
      attempts: [attempt],
      facts: record.facts,
    })
    const value = amounts.authorized.value + amounts.captured.value
    // A hold that no more than pays its own surcharge is to be given back like any.
    if (value <= 0 && !(status === 'partially_paid' && wasPart(attempt))) return []
    const isHeld = amounts.captured.value === 0 && wasPart(attempt)
    return [{ attempt, amount: { ...record.total, value }, isHeld }]
  })
}

/** Parts that a call is giving back, or was: until it is known which, the rest is not known either. */
export function busyParts(record: PaymentRecord): StoredAttempt[] {
  return paymentParts(record)
    .map(({ attempt }) => attempt)
    .filter(({ running }) => running !== undefined)
}

/** Whether what is known of a payment's parts is out of date: the company's word is missing, or a call about a part never ended. */
export function hasUnsettledParts(record: PaymentRecord, now: number): boolean {
  const { attempts } = summarize(record)
  const isUnheld = record.attempts.some(
    ({ outcome }, index) => outcome?.outcome === 'partial' && attempts[index]?.live,
  )
  return isUnheld || busyParts(record).some((part) => attemptPhase(part, now) !== 'running')
}

function wasPart({ outcome, answers }: StoredAttempt): boolean {
  return [outcome, ...answers.map((answer) => answer.outcome)].some((one) => one?.outcome === 'partial')
}
