import type { Clock } from '@payloom/bus'
import {
  type Fact,
  isEndedWithoutMoney,
  type PaymentReadBack,
  type PaymentReadBackAttempt,
  type PaymentValidationResult,
} from '@payloom/core/contract'
import type { OrchestratorClient } from '../orchestrator/OrchestratorClient.ts'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { addFacts } from '../payment/addFacts.ts'
import { adoptResult } from '../payment/adoptResult.ts'
import { isLive } from '../payment/attemptAnswer.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import { checkFact } from '../payment/checkFact.ts'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import {
  attemptOf,
  type PaymentKey,
  type PaymentRecord,
  type StoredAttempt,
  withAttempt,
} from '../payment/PaymentRecord.ts'
import { finished, recordOutcome } from '../payment/recordOutcome.ts'
import { withinTime } from './withinTime.ts'

/**
 * Asks the orchestrator what became of a payment and stores it, confirmed. `seldom`: at most once in two seconds per payment. `now`: in
 * any case, after whatever is being read. Who asks meanwhile shares the answer. The shop is told of what was not known before.
 *
 * @returns whether it could be asked now.
 */
export type ReadBack = (key: PaymentKey, when?: 'seldom' | 'now') => Promise<boolean>

/** Options of {@link createReadBack}. */
export interface ReadBackOptions {
  ledger: PaymentLedger
  orchestrator: (tenant: string) => OrchestratorClient
  clock: Clock
  /** Has the shop told of facts that are about to be recorded. */
  announce: (key: PaymentKey, facts: readonly Fact[]) => Promise<void>
}

const shortestPause = 2000
/** Longer than the calls of one reading take that are answered at all. */
const longestReading = 45_000
/** How long after a lost call it may still arrive at the orchestrator. */
const arrivalGrace = 5000

/** Makes the {@link ReadBack}. */
export function createReadBack(options: ReadBackOptions): ReadBack {
  const { clock } = options
  const asked = new Map<string, number>()
  const underWay = new Map<string, Promise<boolean>>()
  const isTooSoon = (name: string): boolean => {
    const now = clock.now()
    for (const [other, at] of asked) if (now - at >= shortestPause) asked.delete(other)
    return asked.has(name)
  }
  const start = (name: string, key: PaymentKey): Promise<boolean> => {
    asked.set(name, clock.now())
    // Whatever hangs, the next question is a new one: nobody waits for ever for what somebody else has asked.
    const reading = withinTime(
      clock,
      longestReading,
      () => readPayment(options, key),
      () => false,
    ).finally(() => underWay.delete(name))
    underWay.set(name, reading)
    return reading
  }
  return async (key, when = 'seldom') => {
    const name = JSON.stringify([key.tenant, key.paymentId])
    if (when === 'seldom') return underWay.get(name) ?? (isTooSoon(name) ? false : start(name, key))
    // What is being read may be older than what the caller has just learnt.
    await underWay.get(name)?.catch(() => undefined)
    return underWay.get(name) ?? start(name, key)
  }
}

async function readPayment(
  { ledger, orchestrator, clock, announce }: ReadBackOptions,
  key: PaymentKey,
): Promise<boolean> {
  const client = orchestrator(key.tenant)
  const answer = await ask(client, key.paymentId)
  if (answer === 'unsupported') return true
  // Unreachable now: what is unknown stays unknown.
  if (answer === 'unreachable' || (answer && answer.id !== key.paymentId)) return false
  const attempts = answer?.attempts ?? []
  const now = clock.now()
  const record = await ledger.read(key)
  if (!record) return true
  const ended = await endLost(client, key, record, attempts, now)
  const known = new Set(record.facts.map(({ factId }) => factId))
  const { facts } = applyAnswer(record, attempts, ended, now)
  await announce(
    key,
    facts.filter(({ factId }) => !known.has(factId)),
  )
  await ledger.edit(key, (before) => applyAnswer(before, attempts, ended, now))
  return true
}

async function ask(
  client: OrchestratorClient,
  paymentId: string,
): Promise<PaymentReadBack | undefined | 'unsupported' | 'unreachable'> {
  try {
    return (await client.supports('read-back')) ? await client.readPayment(paymentId) : 'unsupported'
  } catch (error) {
    if (error instanceof OrchestratorError) return 'unreachable'
    throw error
  }
}

/**
 * Ends attempts that the orchestrator never saw though they were sent a while ago: it refuses their ids from now on, so that a request
 * which is held up somewhere starts nothing after another attempt has taken its place.
 *
 * @returns the ids of those that are over.
 */
async function endLost(
  client: OrchestratorClient,
  key: PaymentKey,
  record: PaymentRecord,
  answers: readonly PaymentReadBackAttempt[],
  now: number,
): Promise<ReadonlySet<string>> {
  const ended = new Set<string>()
  for (const attempt of record.attempts) {
    const isKnown = answers.some(({ attemptId }) => attemptId === attempt.attemptId)
    if (!isKnown && isLost(attempt, now) && (await isEnded(client, key, attempt.attemptId))) {
      ended.add(attempt.attemptId)
    }
  }
  return ended
}

async function isEnded(
  client: OrchestratorClient,
  { paymentId }: PaymentKey,
  attemptId: string,
): Promise<boolean> {
  try {
    // Where nothing can be canceled the time that has passed is all there is.
    if (!(await client.supports('cancel'))) return true
    const { outcome } = await client.cancelPayment(paymentId, { attemptId })
    return isEndedWithoutMoney(outcome.outcome)
  } catch (error) {
    if (error instanceof OrchestratorError) return error.answered === 404 && error.code === 'unknown-attempt'
    throw error
  }
}

function applyAnswer(
  record: PaymentRecord,
  answers: readonly PaymentReadBackAttempt[],
  ended: ReadonlySet<string>,
  now: number,
): PaymentRecord {
  const time = new Date(now).toISOString()
  let current = record
  for (const { attemptId } of record.attempts) {
    const answer = answers.find((other) => other.attemptId === attemptId)
    const attempt = attemptOf(current, attemptId)
    const result = answer ? readResult(answer) : ended.has(attemptId) ? lostResult : undefined
    if (attempt && result && attemptPhase(attempt, now) === 'unknown') {
      const { requestHash } = attempt
      current = recordOutcome(current, { attemptId, answeredStep: 0, requestHash, result, time })
    } else if (result)
      current = adoptResult(withoutLapsedCall(current, attemptId, now), attemptId, result, time)
    const facts = (answer?.facts ?? [])
      // Unconfirmed is what the orchestrator knew before: the company could not be asked just now.
      .map((fact): Fact => ({ ...fact, attemptId }))
      .filter((fact) => checkFact(current, fact) === undefined)
    current = addFacts(current, facts)
  }
  return current
}

/** Whoever was asking for the next step has died: the answer is what is read now. A part's call is looked after with the parts. */
function withoutLapsedCall(record: PaymentRecord, attemptId: string, now: number): PaymentRecord {
  const hasLapsed = (attempt: StoredAttempt): boolean =>
    attempt.running !== undefined && attemptPhase(attempt, now) === 'answered' && isLive(record, attemptId)
  return withAttempt(record, attemptId, (attempt) => (hasLapsed(attempt) ? finished(attempt) : attempt))
}

function readResult(answer: PaymentReadBackAttempt): PaymentValidationResult | undefined {
  if (!answer.result) return undefined
  return answer.id === undefined ? answer.result : { id: answer.id, ...answer.result }
}

/** No company was asked, so nothing was charged. */
const lostResult: PaymentValidationResult = {
  step: 1,
  outcome: { outcome: 'failed', error: { code: 'network', retry: 'same' } },
}

/** Whether an attempt without an answer was sent so long ago that it should have arrived. */
function isLost(attempt: StoredAttempt, now: number): boolean {
  const since = attempt.unknownSince ?? attempt.running?.leaseUntil
  return attemptPhase(attempt, now) === 'unknown' && since !== undefined && now - since >= arrivalGrace
}
