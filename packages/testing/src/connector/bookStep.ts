import type { KnownFactKind, PaymentOutcome } from '@payloom/core/contract'
import type { CompanyFact } from '@payloom/orchestrator'
import type { BookedPayment } from './BookedPayment.ts'
import type { ScriptedStep } from './ConnectorScript.ts'

/** A step that the company answers with. */
export type AnsweredStep = Exclude<ScriptedStep, { outcome: 'timeout' | 'unreachable' }>

/** The payment after an answer: its outcome, and what the answer says happened. */
export function bookStep(payment: BookedPayment, step: AnsweredStep, now: number): BookedPayment {
  const outcome = fillIn(step.outcome, payment.words)
  const facts = step.facts ?? factsOf(payment, outcome)
  const booked = facts.reduce((next, { kind, amount }) => bookFact(next, kind, amount, now), payment)
  const isKept = step.stored && payment.store
  return { ...booked, outcome, ...(isKept ? { stored: fillIn(step.stored, payment.words) } : {}) }
}

/**
 * The payment after one more thing happened to it.
 *
 * @param value minor units. @default the payment's amount, where money moves
 * @param more what else is to be said of it
 */
export function bookFact(
  payment: BookedPayment,
  kind: string,
  value: number | undefined,
  now: number,
  more: Pick<CompanyFact, 'reference' | 'tracking'> = {},
): BookedPayment {
  const moves = moving.has(kind)
  const fact: CompanyFact = {
    factId: `${payment.companyId}-${payment.facts.length + 1}-${kind}`,
    kind,
    ...(moves ? { amount: { ...payment.amount, value: value ?? payment.amount.value } } : {}),
    ...more,
    providerTime: new Date(now).toISOString(),
  }
  return { ...payment, facts: [...payment.facts, fact] }
}

const moving: ReadonlySet<string> = new Set([
  'authorized',
  'captured',
  'refunded',
  'refund_failed',
  'charged_back',
  'chargeback_reversed',
])

function factsOf(
  { amount }: BookedPayment,
  outcome: PaymentOutcome,
): { kind: KnownFactKind; amount?: number }[] {
  switch (outcome.outcome) {
    case 'complete':
      return [{ kind: amount.value === 0 ? 'authorized' : 'captured' }]
    case 'partial':
      return [{ kind: 'authorized', amount: amount.value - outcome.due.value }]
    case 'action':
    case 'redirect':
      return [{ kind: 'opened' }]
    default:
      return [{ kind: outcome.outcome }]
  }
}

function fillIn<Value>(value: Value, words: Readonly<Record<string, string>>): Value {
  const text = JSON.stringify(value).replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const word = Object.hasOwn(words, name) ? words[name] : undefined
    return word === undefined ? whole : JSON.stringify(word).slice(1, -1)
  })
  return JSON.parse(text) as Value
}
