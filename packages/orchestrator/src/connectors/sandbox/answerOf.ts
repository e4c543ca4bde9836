import { type Display, isSameMoney, type PaymentOutcome, type ProviderAction } from '@payloom/core/contract'
import type { CompanyFact } from '../../facts/CompanyFact.ts'
import { CompanyError } from '../CompanyError.ts'
import type { CompanyAnswer, CompanyStoredMethod, KnownPayment } from '../Connector.ts'
import type { CompanyCard, CompanyPayment, CompanyPaymentEvent } from './companyPayment.ts'
import { errorDataOf } from './errorDataOf.ts'

const kindOfType = new Map(
  [
    ...[
      'pending',
      'authorized',
      'voided',
      'captured',
      'failed',
      'canceled',
      'expired',
      'refunded',
      'shipped',
    ],
  ].map((kind) => [`payment.${kind}`, kind]),
)

/** Brands as they write themselves; any other is a card. */
const brandNames = new Map([
  ['amex', 'American Express'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['jcb', 'JCB'],
  ['maestro', 'Maestro'],
  ['mastercard', 'Mastercard'],
  ['unionpay', 'UnionPay'],
  ['visa', 'Visa'],
])

/** An event of the company as a fact. A type that is not known keeps its name. */
export function factOf(event: CompanyPaymentEvent): CompanyFact {
  const { id, type, amount, reference, items, tracking, createdAt } = event
  const kind = kindOfType.get(type) ?? type
  return {
    factId: id,
    kind: kind === 'shipped' && items?.length === 0 ? 'tracking_added' : kind,
    ...(amount === undefined ? {} : { amount }),
    ...(reference === undefined ? {} : { reference }),
    ...(tracking === undefined ? {} : { tracking }),
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
  const { status, error, due } = payment
  if (status === 'succeeded') return { outcome: 'complete' }
  if (status === 'canceled') return { outcome: 'canceled' }
  if (status === 'expired') return { outcome: 'expired' }
  if (status === 'failed') return { outcome: 'failed', error: errorDataOf(error?.code ?? 'unknown') }
  if (status === 'authorized') {
    return due !== undefined && due.value > 0 ? { outcome: 'partial', due } : { outcome: 'complete' }
  }
  return openOutcomeOf(payment)
}

/** What the shopper can do while nothing is decided. */
function openOutcomeOf({ redirect, action, display, amount, expiresAt }: CompanyPayment): PaymentOutcome {
  if (redirect !== undefined) return { outcome: 'redirect', ...redirect }
  const step = action && actionOf(action)
  if (step !== undefined) return { outcome: 'action', action: step }
  if (display === undefined) return { outcome: 'pending' }
  const ends = expiresAt === undefined ? {} : { expiresAt }
  const shown: Display = display.kind === 'bank-transfer' ? { ...display, amount } : display
  return { outcome: 'pending', display: { ...shown, ...ends } }
}

/** `undefined` for a type that nobody declared. */
function actionOf({ id, type, url }: NonNullable<CompanyPayment['action']>): ProviderAction | undefined {
  if (type === 'sheet_retry') return { type: 'sandbox.sheet', id, reason: 'declined' }
  if (url === undefined || (type !== 'challenge' && type !== 'fingerprint')) return undefined
  return { type: `sandbox.${type}`, id, url }
}

/** The answer to a call: what happened is told by webhooks, each signed and compared, so it carries no facts. */
export function answerOf(known: KnownPayment, payment: CompanyPayment): CompanyAnswer {
  const { id, stored } = payment
  return {
    companyId: id,
    outcome: outcomeOf(known, payment),
    facts: [],
    ...(stored === undefined ? {} : { stored: storedOf(stored) }),
  }
}

/** A read-back: with all facts, confirmed. */
export function readingOf(known: KnownPayment, payment: CompanyPayment): CompanyAnswer {
  const facts = payment.events.map((event) => ({ ...factOf(event), confirmed: true }))
  return { ...answerOf(known, payment), facts }
}

function storedOf({ id, ...card }: CompanyCard): CompanyStoredMethod {
  return { reference: id, title: brandNames.get(card.brand) ?? 'Card', ...card }
}
