import type { Fact, KnownFactKind, Money } from '@payloom/core/contract'
import type { RefundPlan } from './planRefund.ts'

/** One attempt of a row; its amount in minor units, surcharge included. */
interface RowAttempt {
  id: string
  amount: number
  /** @default EUR */
  currency?: string
  isReturned?: boolean
  /** What of the amount is no part of the payment's total. */
  surcharge?: number
  companyId?: string
}

/** One row: a payment as the ledger knows it, what is to go back, and who gives it. */
export interface RefundRow {
  name: string
  attempts: RowAttempt[]
  facts: Fact[]
  /** Without it, all that is left. */
  amount?: Money
  transactionId?: string
  underWay?: Record<string, number>
  undecided?: string[]
  expected: RefundPlan
}

let serial = 0
const fact = (attemptId: string, kind: KnownFactKind, value?: number, currency = 'EUR'): Fact => ({
  factId: `fact-${++serial}`,
  attemptId,
  kind,
  ...(value === undefined ? {} : { amount: { value, currency } }),
})
const eur = (value: number): Money => ({ value, currency: 'EUR' })
const refund = (attemptId: string, value: number, currency = 'EUR') =>
  ({ action: 'refund', attemptId, amount: { value, currency } }) as const
const letGo = (attemptId: string, value: number) =>
  ({ action: 'void', attemptId, amount: eur(value) }) as const
const parts = (...list: (ReturnType<typeof refund> | ReturnType<typeof letGo>)[]): RefundPlan => ({
  kind: 'parts',
  parts: list,
})
const no = (reason: Extract<RefundPlan, { kind: 'refused' }>['reason']): RefundPlan => ({
  kind: 'refused',
  reason,
})
const later: RefundPlan = { kind: 'later' }

const card = { id: 'card', amount: 2000, companyId: 'pay_1' }
const paid = { attempts: [card], facts: [fact('card', 'captured', 2000)] }
const gift = { id: 'gift', amount: 2000, companyId: 'pay_0' }
const rest = { id: 'rest', amount: 1500, companyId: 'pay_2' }
const split = {
  attempts: [gift, rest],
  facts: [fact('gift', 'authorized', 500), fact('gift', 'captured', 500), fact('rest', 'captured', 1500)],
}
const held = { attempts: [card], facts: [fact('card', 'authorized', 2000)] }
const heldPart = {
  attempts: [gift, rest],
  facts: [fact('gift', 'authorized', 500), fact('rest', 'captured', 1500)],
}
const twice = {
  attempts: [card, { id: 'late', amount: 2000, isReturned: true }],
  facts: [fact('card', 'captured', 2000), fact('late', 'captured', 2000)],
}

/** Who gives back what, as examples. */
export const refundTable: readonly RefundRow[] = [
  { ...paid, name: 'a part of one attempt', amount: eur(500), expected: parts(refund('card', 500)) },
  { ...paid, name: 'all of it by its amount', amount: eur(2000), expected: parts(refund('card', 2000)) },
  {
    ...paid,
    attempts: [{ ...card, surcharge: 50 }],
    name: 'its surcharge goes back with it',
    expected: parts(refund('card', 2000)),
  },
  { ...paid, name: 'without an amount, all of it', expected: parts(refund('card', 2000)) },
  { ...paid, name: 'one minor unit too much', amount: eur(2001), expected: no('refund-too-large') },
  { ...paid, name: 'nothing', amount: eur(0), expected: no('invalid-amount') },
  { ...paid, name: 'less than nothing', amount: eur(-5), expected: no('invalid-amount') },
  {
    ...paid,
    name: 'another currency',
    amount: { value: 500, currency: 'USD' },
    expected: no('currency-mismatch'),
  },
  {
    ...paid,
    name: 'what went back before is not there any more',
    facts: [...paid.facts, fact('card', 'refunded', 600), fact('card', 'charged_back', 300)],
    expected: parts(refund('card', 1100)),
  },
  {
    ...paid,
    name: 'what did not arrive at the shopper, and a charge-back that was reversed, are there again',
    facts: [
      ...paid.facts,
      ...[fact('card', 'refunded', 600), fact('card', 'refund_failed', 600)],
      ...[fact('card', 'charged_back', 300), fact('card', 'chargeback_reversed', 300)],
    ],
    expected: parts(refund('card', 2000)),
  },
  {
    ...paid,
    name: 'all went back before',
    facts: [...paid.facts, fact('card', 'refunded', 2000)],
    expected: no('nothing-left'),
  },
  {
    ...paid,
    name: 'all went back before, and a part is asked for',
    facts: [...paid.facts, fact('card', 'refunded', 2000)],
    amount: eur(1),
    expected: no('nothing-left'),
  },
  { attempts: [card], facts: [], name: 'no money came', expected: no('nothing-captured') },
  { attempts: [], facts: [], name: 'no attempt', amount: eur(1), expected: no('nothing-captured') },
  {
    attempts: [card],
    facts: [fact('card', 'captured')],
    name: 'a capture without an amount is of the whole',
    expected: parts(refund('card', 2000)),
  },
  {
    ...split,
    name: 'the newest attempt gives first',
    amount: eur(400),
    expected: parts(refund('rest', 400)),
  },
  {
    ...split,
    name: 'the older one gives what the newest has not',
    amount: eur(1600),
    expected: parts(refund('rest', 1500), refund('gift', 100)),
  },
  { ...split, name: 'both give all', expected: parts(refund('rest', 1500), refund('gift', 500)) },
  {
    ...split,
    name: 'only from the payment that is named by the company’s id',
    amount: eur(400),
    transactionId: 'pay_0',
    expected: parts(refund('gift', 400)),
  },
  {
    ...split,
    name: 'only from the attempt that is named',
    transactionId: 'rest',
    expected: parts(refund('rest', 1500)),
  },
  {
    ...split,
    name: 'more than the named one has',
    amount: eur(600),
    transactionId: 'pay_0',
    expected: no('refund-too-large'),
  },
  { ...split, name: 'a payment that is none', transactionId: 'pay_9', expected: no('unknown-transaction') },
  { ...twice, name: 'never of money that goes back by itself', expected: parts(refund('card', 2000)) },
  {
    ...twice,
    name: 'nor when more is asked for than the other has',
    amount: eur(2500),
    expected: no('refund-too-large'),
  },
  {
    ...twice,
    name: 'nothing is left but what goes back by itself',
    transactionId: 'late',
    expected: no('nothing-left'),
  },
  { ...held, name: 'held money is let go whole', expected: parts(letGo('card', 2000)) },
  { ...held, name: 'held money by its amount', amount: eur(2000), expected: parts(letGo('card', 2000)) },
  {
    ...held,
    name: 'a part of held money cannot be given back',
    amount: eur(500),
    expected: no('nothing-captured'),
  },
  {
    ...held,
    name: 'held money that was let go is none',
    facts: [...held.facts, { ...fact('card', 'voided', 2000), confirmed: true }],
    expected: no('nothing-captured'),
  },
  {
    ...heldPart,
    name: 'a held part that is about to be captured is waited for',
    undecided: ['gift'],
    expected: later,
  },
  {
    ...heldPart,
    name: 'also when it is needed for a part',
    undecided: ['gift'],
    amount: eur(1600),
    expected: later,
  },
  {
    ...heldPart,
    name: 'but not when it is not needed',
    undecided: ['gift'],
    amount: eur(1500),
    expected: parts(refund('rest', 1500)),
  },
  {
    ...heldPart,
    name: 'a held part that nobody captures is let go with the rest',
    expected: parts(refund('rest', 1500), letGo('gift', 500)),
  },
  {
    ...heldPart,
    name: 'a held part gives no part',
    amount: eur(1600),
    expected: no('refund-too-large'),
  },
  {
    ...paid,
    name: 'what another update gives back is not given twice',
    amount: eur(1500),
    underWay: { card: 500 },
    expected: parts(refund('card', 1500)),
  },
  {
    ...paid,
    name: 'what another update gives back is waited for: it may be refused',
    amount: eur(1501),
    underWay: { card: 500 },
    expected: later,
  },
  { ...paid, name: 'all that is left waits for what is under way', underWay: { card: 500 }, expected: later },
  {
    ...paid,
    name: 'too much however what is under way ends',
    amount: eur(2500),
    underWay: { card: 400 },
    expected: no('refund-too-large'),
  },
  {
    name: 'every currency gives back its own',
    attempts: [card, { id: 'dollars', amount: 2200, currency: 'USD' }],
    facts: [fact('card', 'captured', 2000), fact('dollars', 'captured', 2200, 'USD')],
    expected: parts(refund('dollars', 2200, 'USD'), refund('card', 2000)),
  },
]
