import type { Fact, KnownFactKind } from './fact.ts'
import type { PaymentStatusValue } from './paymentState.ts'

/** One attempt of a row: what it is for in minor units of EUR, and its own surcharge. */
export interface TableAttempt {
  id: string
  amount: number
  surcharge?: number
  placed?: boolean
}

/** One row: a set of facts and what it means. */
export interface TableRow {
  name: string
  total: number
  attempts: TableAttempt[]
  facts: Fact[]
  expected: {
    status: PaymentStatusValue
    settled: boolean
    overpaid?: boolean
    authorized?: number
    captured?: number
    refunded?: number
    chargedBack?: number
    attempts?: Record<string, { status: PaymentStatusValue; live: boolean }>
  }
}

let serial = 0
const at = (minute: number): string => `2026-11-22T10:${String(minute).padStart(2, '0')}:00Z`
const fact = (
  attemptId: string,
  kind: KnownFactKind | (string & {}),
  amount?: number,
  more: { minute?: number; confirmed?: boolean; currency?: string } = {},
): Fact => ({
  factId: `fact-${++serial}`,
  attemptId,
  kind,
  ...(amount === undefined ? {} : { amount: { value: amount, currency: more.currency ?? 'EUR' } }),
  ...(more.minute === undefined ? {} : { providerTime: at(more.minute) }),
  ...(more.confirmed ? { confirmed: true } : {}),
})

const card = { id: 'card', amount: 2000 }
const again = { id: 'again', amount: 2000 }
const gift = { id: 'gift', amount: 500 }
const rest = { id: 'rest', amount: 1500 }

/** The contract's section "Status from facts", as examples. Written before the function. */
export const statusTable: readonly TableRow[] = [
  { name: 'nothing yet', total: 2000, attempts: [], facts: [], expected: { status: 'open', settled: false } },
  {
    name: 'an attempt without facts',
    total: 2000,
    attempts: [card],
    facts: [],
    expected: { status: 'open', settled: false, attempts: { card: { status: 'open', live: true } } },
  },
  {
    name: 'opened at the company',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'opened')],
    expected: { status: 'open', settled: false },
  },
  {
    name: 'pending at the company',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'opened'), fact('card', 'pending')],
    expected: { status: 'pending', settled: false, attempts: { card: { status: 'pending', live: true } } },
  },
  {
    name: 'authorised',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'authorized', 2000)],
    expected: { status: 'authorized', settled: true, authorized: 2000 },
  },
  {
    name: 'authorised, then captured',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'authorized', 2000, { minute: 1 }), fact('card', 'captured', 2000, { minute: 2 })],
    expected: { status: 'paid', settled: true, authorized: 0, captured: 2000 },
  },
  {
    name: 'captured without an amount is of the whole attempt',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'captured')],
    expected: { status: 'paid', settled: true, captured: 2000 },
  },
  {
    name: 'captured with a surcharge, which is taken off',
    total: 2000,
    attempts: [{ id: 'card', amount: 2050, surcharge: 50 }],
    facts: [fact('card', 'captured', 2050)],
    expected: { status: 'paid', settled: true, overpaid: false, captured: 2000 },
  },
  {
    name: 'captured in part, the rest still authorised',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'authorized', 2000), fact('card', 'captured', 800)],
    expected: { status: 'authorized', settled: true, authorized: 1200, captured: 800 },
  },
  {
    name: 'captured less than the total',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'captured', 800)],
    expected: { status: 'partially_paid', settled: false, captured: 800 },
  },
  {
    name: 'a gift card paid its part and the card failed',
    total: 2000,
    attempts: [gift, rest],
    facts: [fact('gift', 'captured', 500), fact('rest', 'failed')],
    expected: {
      status: 'partially_paid',
      settled: false,
      captured: 500,
      attempts: { gift: { status: 'paid', live: false }, rest: { status: 'failed', live: false } },
    },
  },
  {
    name: 'a gift card and a card together',
    total: 2000,
    attempts: [gift, rest],
    facts: [fact('gift', 'captured', 500), fact('rest', 'captured', 1500)],
    expected: { status: 'paid', settled: true, captured: 2000 },
  },
  {
    name: 'a gift card, and a card under way',
    total: 2000,
    attempts: [gift, rest],
    facts: [fact('gift', 'authorized', 500), fact('rest', 'pending')],
    expected: { status: 'partially_paid', settled: false, authorized: 500 },
  },
  {
    name: 'failed',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'failed')],
    expected: { status: 'failed', settled: true, attempts: { card: { status: 'failed', live: false } } },
  },
  {
    name: 'failed first and captured late: success is never lost',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'failed', undefined, { minute: 5 }), fact('card', 'captured', 2000, { minute: 9 })],
    expected: { status: 'paid', settled: true, captured: 2000 },
  },
  {
    name: 'a failure that arrives after the capture lowers nothing',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'captured', 2000, { minute: 1 }), fact('card', 'failed', undefined, { minute: 9 })],
    expected: { status: 'paid', settled: true },
  },
  {
    name: 'the first attempt failed, the second is under way',
    total: 2000,
    attempts: [card, again],
    facts: [fact('card', 'failed', undefined, { minute: 9 })],
    expected: { status: 'open', settled: false },
  },
  {
    name: 'the first attempt fails late, the second is paid',
    total: 2000,
    attempts: [card, again],
    facts: [
      fact('again', 'captured', 2000, { minute: 1 }),
      fact('card', 'failed', undefined, { minute: 30 }),
    ],
    expected: { status: 'paid', settled: true },
  },
  {
    name: 'two attempts, both captured',
    total: 2000,
    attempts: [card, again],
    facts: [fact('card', 'captured', 2000), fact('again', 'captured', 2000)],
    expected: { status: 'paid', settled: true, overpaid: true, captured: 4000 },
  },
  {
    name: 'two attempts captured, the later one refunded',
    total: 2000,
    attempts: [card, again],
    facts: [fact('card', 'captured', 2000), fact('again', 'captured', 2000), fact('again', 'refunded', 2000)],
    expected: { status: 'paid', settled: true, overpaid: false, captured: 4000, refunded: 2000 },
  },
  {
    name: 'a superseded attempt is authorised late, beside a paid one',
    total: 2000,
    attempts: [card, again],
    facts: [fact('card', 'superseded'), fact('again', 'captured', 2000), fact('card', 'authorized', 2000)],
    expected: { status: 'paid', settled: true, overpaid: true, captured: 2000, authorized: 2000 },
  },
  {
    name: 'superseded, and nothing else',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'superseded')],
    expected: { status: 'canceled', settled: true, attempts: { card: { status: 'canceled', live: false } } },
  },
  {
    name: 'voided after the authorisation',
    total: 2000,
    attempts: [card],
    facts: [
      fact('card', 'authorized', 2000, { minute: 1 }),
      fact('card', 'voided', undefined, { minute: 2 }),
    ],
    expected: { status: 'canceled', settled: true, authorized: 0 },
  },
  {
    name: 'a void older than the authorisation does not count',
    total: 2000,
    attempts: [card],
    facts: [
      fact('card', 'authorized', 2000, { minute: 3 }),
      fact('card', 'voided', undefined, { minute: 2 }),
    ],
    expected: { status: 'authorized', settled: true, authorized: 2000 },
  },
  {
    name: 'a void without a time counts once a read-back confirms it',
    total: 2000,
    attempts: [card],
    facts: [
      fact('card', 'authorized', 2000, { minute: 3 }),
      fact('card', 'voided', undefined, { confirmed: true }),
    ],
    expected: { status: 'canceled', settled: true, authorized: 0 },
  },
  {
    name: 'a void never lowers what was captured',
    total: 2000,
    attempts: [card],
    facts: [
      fact('card', 'authorized', 2000, { minute: 1 }),
      fact('card', 'captured', 2000, { minute: 2 }),
      fact('card', 'voided', undefined, { minute: 3, confirmed: true }),
    ],
    expected: { status: 'paid', settled: true, captured: 2000 },
  },
  {
    name: 'refunded in part',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'captured', 2000), fact('card', 'refunded', 500)],
    expected: { status: 'partially_refunded', settled: true, refunded: 500 },
  },
  {
    name: 'refunded in whole, surcharge included',
    total: 2000,
    attempts: [{ id: 'card', amount: 2050, surcharge: 50 }],
    facts: [fact('card', 'captured', 2050), fact('card', 'refunded', 2050)],
    expected: { status: 'refunded', settled: true, captured: 2000, refunded: 2000 },
  },
  {
    name: 'two refunds of the same amount both count',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'captured', 2000), fact('card', 'refunded', 1000), fact('card', 'refunded', 1000)],
    expected: { status: 'refunded', settled: true, refunded: 2000 },
  },
  {
    name: 'a refund that failed puts the money back',
    total: 2000,
    attempts: [card],
    facts: [
      fact('card', 'captured', 2000),
      fact('card', 'refunded', 500),
      fact('card', 'refund_failed', 500),
    ],
    expected: { status: 'paid', settled: true, refunded: 0 },
  },
  {
    name: 'charged back',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'captured', 2000), fact('card', 'charged_back', 2000)],
    expected: { status: 'charged_back', settled: true, chargedBack: 2000 },
  },
  {
    name: 'a charge back won by the shop',
    total: 2000,
    attempts: [card],
    facts: [
      fact('card', 'captured', 2000),
      fact('card', 'charged_back', 2000),
      fact('card', 'chargeback_reversed', 2000),
    ],
    expected: { status: 'paid', settled: true, chargedBack: 0 },
  },
  {
    name: 'refunded in part, then charged back',
    total: 2000,
    attempts: [card],
    facts: [
      fact('card', 'captured', 2000),
      fact('card', 'refunded', 500),
      fact('card', 'charged_back', 1500),
    ],
    expected: { status: 'charged_back', settled: true },
  },
  {
    name: 'canceled, and a newer failure of another attempt',
    total: 2000,
    attempts: [card, again],
    facts: [
      fact('card', 'canceled', undefined, { minute: 1 }),
      fact('again', 'failed', undefined, { minute: 2 }),
    ],
    expected: { status: 'failed', settled: true },
  },
  {
    name: 'failed, and a newer cancellation of another attempt',
    total: 2000,
    attempts: [card, again],
    facts: [
      fact('card', 'failed', undefined, { minute: 1 }),
      fact('again', 'canceled', undefined, { minute: 2 }),
    ],
    expected: { status: 'canceled', settled: true },
  },
  {
    name: 'negatives without a time: failed before expired before canceled',
    total: 2000,
    attempts: [card, again],
    facts: [fact('card', 'canceled'), fact('again', 'expired')],
    expected: { status: 'expired', settled: true },
  },
  {
    name: 'expired',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'pending'), fact('card', 'expired')],
    expected: { status: 'expired', settled: true },
  },
  {
    name: 'placed with cash on delivery',
    total: 2000,
    attempts: [{ id: 'cash', amount: 2000, placed: true }],
    facts: [],
    expected: { status: 'open', settled: true, attempts: { cash: { status: 'open', live: false } } },
  },
  {
    name: 'a card failed, then placed with cash: the order stands',
    total: 2000,
    attempts: [card, { id: 'cash', amount: 2000, placed: true }],
    facts: [fact('card', 'failed', undefined, { minute: 1 })],
    expected: { status: 'open', settled: true },
  },
  {
    name: 'a placed order that is canceled',
    total: 2000,
    attempts: [{ id: 'cash', amount: 2000, placed: true }],
    facts: [fact('cash', 'canceled')],
    expected: { status: 'canceled', settled: true },
  },
  {
    name: 'a placed order, paid later',
    total: 2000,
    attempts: [{ id: 'cash', amount: 2000, placed: true }],
    facts: [fact('cash', 'captured', 2000)],
    expected: { status: 'paid', settled: true },
  },
  {
    name: 'a set-up, authorised with an amount of 0',
    total: 0,
    attempts: [{ id: 'card', amount: 0 }],
    facts: [fact('card', 'authorized', 0)],
    expected: { status: 'authorized', settled: true },
  },
  {
    name: 'a fact of a kind that nobody knows moves nothing',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'sent_to_the_moon', 2000)],
    expected: { status: 'open', settled: false },
  },
  {
    name: 'a capture in another currency is not money of this payment',
    total: 2000,
    attempts: [card],
    facts: [fact('card', 'captured', 2000, { currency: 'USD' })],
    expected: { status: 'open', settled: false, captured: 0 },
  },
]
