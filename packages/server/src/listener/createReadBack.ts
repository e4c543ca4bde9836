import type { Clock } from '@payloom/bus'
import type { Fact, PaymentReadBackAttempt, PaymentValidationResult } from '@payloom/core/contract'
import type { OrchestratorClient } from '../orchestrator/OrchestratorClient.ts'
import { OrchestratorError } from '../orchestrator/OrchestratorError.ts'
import { addFacts } from '../payment/addFacts.ts'
import { attemptPhase } from '../payment/attemptPhase.ts'
import { checkFact } from '../payment/checkFact.ts'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import { attemptOf, type PaymentKey, type PaymentRecord } from '../payment/PaymentRecord.ts'
import { recordOutcome } from '../payment/recordOutcome.ts'

/**
 * Asks the orchestrator what became of a payment and stores it, confirmed. At most once in two seconds per payment.
 *
 * @returns facts that were not known before.
 */
export type ReadBack = (key: PaymentKey) => Promise<Fact[]>

/** Options of {@link createReadBack}. */
export interface ReadBackOptions {
  ledger: PaymentLedger
  orchestrator: (tenant: string) => OrchestratorClient
  clock: Clock
}

const shortestPause = 2000
/** How long after a lost call it may still arrive at the orchestrator. */
const arrivalGrace = 5000

/** Makes the {@link ReadBack}. */
export function createReadBack({ ledger, orchestrator, clock }: ReadBackOptions): ReadBack {
  const asked = new Map<string, number>()
  const isTooSoon = (name: string): boolean => {
    const now = clock.now()
    for (const [other, at] of asked) if (now - at >= shortestPause) asked.delete(other)
    if (asked.has(name)) return true
    asked.set(name, now)
    return false
  }
  return async (key) => {
    if (isTooSoon(JSON.stringify([key.tenant, key.paymentId]))) return []
    const client = orchestrator(key.tenant)
    if (!(await client.supports('read-back'))) return []
    const answer = await client.readPayment(key.paymentId).catch((error: unknown) => {
      // Unreachable now: what is unknown stays unknown.
      if (error instanceof OrchestratorError) return 'unreachable' as const
      throw error
    })
    if (answer === 'unreachable' || (answer && answer.id !== key.paymentId)) return []
    const now = clock.now()
    const { value } = await ledger.change(key, (record) => {
      if (!record) return { value: [] as Fact[] }
      const applied = applyAnswer(record, answer?.attempts ?? [], now)
      const known = new Set(record.facts.map((fact) => fact.factId))
      return { record: applied, value: applied.facts.filter((fact) => !known.has(fact.factId)) }
    })
    return value
  }
}

function applyAnswer(
  record: PaymentRecord,
  answers: readonly PaymentReadBackAttempt[],
  now: number,
): PaymentRecord {
  const time = new Date(now).toISOString()
  let current = record
  for (const { attemptId, ...unknown } of record.attempts) {
    const answer = answers.find((other) => other.attemptId === attemptId)
    const attempt = attemptOf(current, attemptId)
    const result = answer ? readResult(answer) : lostResult({ attemptId, ...unknown }, now)
    if (attempt && result && attemptPhase(attempt, now) === 'unknown') {
      const { requestHash } = attempt
      current = recordOutcome(current, { attemptId, answeredStep: 0, requestHash, result, time })
    }
    const facts = (answer?.facts ?? [])
      // Unconfirmed is what the orchestrator knew before: the company could not be asked just now.
      .map((fact): Fact => ({ ...fact, attemptId }))
      .filter((fact) => checkFact(current, fact) === undefined)
    current = addFacts(current, facts)
  }
  return current
}

function readResult(answer: PaymentReadBackAttempt): PaymentValidationResult | undefined {
  if (!answer.result) return undefined
  return answer.id === undefined ? answer.result : { id: answer.id, ...answer.result }
}

/** The orchestrator never saw an attempt that was sent a while ago: no company was asked, so nothing was charged. */
function lostResult(
  attempt: PaymentRecord['attempts'][number],
  now: number,
): PaymentValidationResult | undefined {
  const since = attempt.unknownSince ?? attempt.running?.leaseUntil
  if (since === undefined || now - since < arrivalGrace) return undefined
  return { step: 1, outcome: { outcome: 'failed', error: { code: 'network', retry: 'same' } } }
}
