import { isCovered, standingAttempts } from './claimAttempt.ts'
import { isOldRedirect } from './isOldRedirect.ts'
import type { PaymentRecord, StoredAttempt } from './PaymentRecord.ts'
import { summarize } from './paymentState.ts'

/** Before a shop is told again to give a cart back: whoever learns that the payment has ended tells it at once, and waits for 10 s. */
const tellingGrace = 15_000
const firstPause = 5000
const longestPause = 300_000

/**
 * Gives a changed record the time of its next look: when something about it became unknown, or the lease of the call ends that would
 * know. A question that was there before keeps its time, also the one that a look in vain has put off.
 */
export function withDueLook(before: PaymentRecord | undefined, after: PaymentRecord): PaymentRecord {
  const at = questionTime(after)
  if (at === undefined) {
    const { due: _, ...rest } = after
    return after.due ? rest : after
  }
  const isAsked = after.due !== undefined && before !== undefined && questionTime(before) === at
  return isAsked ? after : { ...after, due: { at, tries: 0 } }
}

/** The record with its next look put off, longer each time; to be called by who looks now. */
export function putOff(record: PaymentRecord, now: number): PaymentRecord {
  const tries = record.due?.tries ?? 0
  return { ...record, due: { at: now + Math.min(longestPause, firstPause * 2 ** tries), tries: tries + 1 } }
}

/** Whether an attempt has a question that a read-back can answer now. */
export function needsReadBack(record: PaymentRecord, now: number): boolean {
  return questions(record).some((at) => at <= now)
}

/**
 * Attempts that wait for a shopper whose payment has its money: an earlier one brought it late. One whose answer is under way or unknown is none
 * of them yet.
 */
export function unneededAttempts(record: PaymentRecord): StoredAttempt[] {
  if (!isCovered(record)) return []
  return standingAttempts(record).filter(({ running, answers }) => !running && answers.length > 0)
}

/** Since when, or from when on (milliseconds since the epoch), there is something that only a look can tell. */
function questionTime(record: PaymentRecord): number | undefined {
  const { unpaidSince } = record
  const times = [
    ...questions(record),
    ...unneededAttempts(record).map(({ createdAt }) => Date.parse(createdAt)),
    ...(unpaidSince === undefined ? [] : [unpaidSince + tellingGrace]),
  ]
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Of attempts that may still bring money. Parts that are being given back are looked after by their release. */
function questions(record: PaymentRecord): number[] {
  const { attempts } = summarize(record)
  return record.attempts.flatMap((attempt, index) => (attempts[index]?.live ? (timeOf(attempt) ?? []) : []))
}

function timeOf(attempt: StoredAttempt): number | undefined {
  const { running, unknownSince, answers, outcome, step, returned, createdAt } = attempt
  if (running) return running.leaseUntil
  if (!answers.some(({ answeredStep }) => answeredStep === 0)) return unknownSince ?? Date.parse(createdAt)
  if (outcome && isOldRedirect(attempt, step, outcome)) return Date.parse(returned?.at ?? createdAt)
  // What a part holds is known once the company has said so.
  return outcome?.outcome === 'partial' ? Date.parse(createdAt) : undefined
}
