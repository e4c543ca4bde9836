import { isSameMoney, type PaymentErrorData, type PaymentOutcome } from '@payloom/core/contract'
import type { CompanyFact } from '../../facts/CompanyFact.ts'
import { CompanyError } from '../CompanyError.ts'
import type { CompanyAnswer, KnownPayment } from '../Connector.ts'
import type { CompanyPayment, CompanyPaymentEvent } from './companyPayment.ts'
import { errorDataOf } from './errorDataOf.ts'

const kindOfType = new Map([
  ['payment.captured', 'captured'],
  ['payment.failed', 'failed'],
  ['payment.canceled', 'canceled'],
  ['payment.refunded', 'refunded'],
])

/** An event of the company as a fact. A type that is not known keeps its name. */
export function factOf({ id, type, amount, createdAt }: CompanyPaymentEvent): CompanyFact {
  return {
    factId: id,
    kind: kindOfType.get(type) ?? type,
    ...(amount === undefined ? {} : { amount }),
    providerTime: createdAt,
  }
}

/**
 * How the company's payment stands, in our words.
 *
 * @throws CompanyError when the payment is not the one that was asked for: another reference, id or amount.
 */
function outcomeOf(known: KnownPayment, payment: CompanyPayment): PaymentOutcome {
  const isOther = known.companyId !== undefined && known.companyId !== payment.id
  if (isOther || payment.reference !== known.attemptId || !isSameMoney(payment.amount, known.amount)) {
    throw new CompanyError('mismatch')
  }
  const { status, action } = payment
  if (status === 'succeeded') return { outcome: 'complete' }
  if (status === 'canceled') return { outcome: 'canceled' }
  if (status === 'failed') return { outcome: 'failed', error: failureOf(payment) }
  if (status === 'requires_action' && action?.type === 'challenge') {
    return { outcome: 'action', action: { type: 'sandbox.challenge', id: action.id, url: action.url } }
  }
  return { outcome: 'pending' }
}

/** The answer to a call: what happened is told by webhooks, each signed and compared, so it carries no facts. */
export function answerOf(known: KnownPayment, payment: CompanyPayment): CompanyAnswer {
  return { companyId: payment.id, outcome: outcomeOf(known, payment), facts: [] }
}

/** A read-back: with all facts, confirmed. */
export function readingOf(known: KnownPayment, payment: CompanyPayment): CompanyAnswer {
  const facts = payment.events.map((event) => ({ ...factOf(event), confirmed: true }))
  return { ...answerOf(known, payment), facts }
}

function failureOf({ error }: CompanyPayment): PaymentErrorData {
  return errorDataOf(error?.code ?? 'unknown')
}
