import type { Fact, Money } from '@payloom/core/contract'
import type { Payable } from '../orders/Payable.ts'
import { amountDue } from './amountDue.ts'
import { isUnknown } from './attemptPhase.ts'
import { createRecord } from './createRecord.ts'
import { attemptOf, type PaymentKey, type PaymentRecord, type StoredAttempt } from './PaymentRecord.ts'
import { busyParts } from './paymentParts.ts'
import { summarize } from './paymentState.ts'

/** What a claim came to. */
export type ClaimOutcome =
  | { kind: 'claimed' }
  /** The id is taken: by the same request, or by another. */
  | { kind: 'known'; attempt: StoredAttempt }
  | { kind: 'burnt' }
  | { kind: 'already-paid' }
  /** A part came or went since the shopper saw what is due. */
  | { kind: 'amount-changed' }
  /** Another attempt stands in the way: of unknown outcome, or waiting for the shopper, or placed; or a part that is being taken off. */
  | { kind: 'blocked'; by: StoredAttempt; phase: 'unknown' | 'waiting' }

/** What is claimed. */
export interface Claim {
  key: PaymentKey
  payable: Payable
  attempt: StoredAttempt
  /** Milliseconds since the epoch. */
  now: number
}

/**
 * Claims an attempt: the contract's section "Claiming an attempt", (a), (b), (c) and (e), as one step of a transaction.
 * Two claims of one payment therefore never both succeed.
 */
export function claimAttempt(
  found: PaymentRecord | undefined,
  epoch: number,
  claim: Claim,
): { record?: PaymentRecord | undefined; value: ClaimOutcome } {
  const { key, payable, attempt, now } = claim
  const time = new Date(now).toISOString()
  const record = found ?? createRecord(key, payable, epoch, time)
  if (record.burnt.includes(attempt.attemptId)) return { value: { kind: 'burnt' } }
  const known = attemptOf(record, attempt.attemptId)
  if (known) return { value: { kind: 'known', attempt: known } }

  const current: PaymentRecord = { ...record, version: payable.version, total: payable.total }
  if (isCovered(record, payable.total)) return { value: { kind: 'already-paid' } }
  const [other] = [...standingAttempts(current), ...busyParts(current)]
  if (other) {
    const phase = isUnknown(other, now) || other.running ? 'unknown' : 'waiting'
    return { value: { kind: 'blocked', by: other, phase } }
  }
  const { amount, surcharge } = attempt
  if (amountDue(record, payable.total).value !== amount.value - (surcharge?.value ?? 0)) {
    return { value: { kind: 'amount-changed' } }
  }
  return {
    record: { ...current, attempts: [...current.attempts, attempt] },
    value: { kind: 'claimed' },
  }
}

/** The fact that an attempt was replaced or withdrawn without the company saying so. */
export function supersededFact(attemptId: string, time: string): Fact {
  return { factId: `superseded.${attemptId}`, attemptId, kind: 'superseded', providerTime: time }
}

/**
 * Whether money was taken or held for the whole total; what was refunded since does not make it payable again, what was given back does. A payment that
 * has its money in one currency has it in every other.
 *
 * @param total as it is now
 */
export function isCovered(record: PaymentRecord, total: Money = record.total): boolean {
  const comparable = total.currency === record.total.currency ? total : record.total
  const { amounts, status } = summarize({ ...record, total: comparable })
  return hasMoney.has(status) && amounts.captured.value + amounts.authorized.value >= comparable.value
}

/** Each says that something was taken, or is held: a total of 0 is not covered by nothing. */
const hasMoney: ReadonlySet<string> = new Set([
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'charged_back',
])

/** Attempts that may still bring money: the live ones, and orders that stand and are paid later. */
export function standingAttempts(record: PaymentRecord): StoredAttempt[] {
  const { attempts } = summarize(record)
  return record.attempts.filter((attempt, index) => {
    const summary = attempts[index]
    if (summary?.live) return true
    return attempt.placed === true && (summary?.status === 'open' || summary?.status === 'pending')
  })
}
