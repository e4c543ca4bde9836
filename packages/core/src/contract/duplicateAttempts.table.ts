import type { Fact, KnownFactKind } from './fact.ts'

/** One attempt of a row: what it is for in minor units, and its own surcharge. */
interface DuplicateAttempt {
  id: string
  amount: number
  surcharge?: number
  /** The total is in EUR. @default EUR */
  currency?: string
}

/** One row: a set of facts, and the attempts whose money the payment does not need, the first chosen first. */
export interface DuplicateRow {
  name: string
  total: number
  attempts: DuplicateAttempt[]
  facts: Fact[]
  /** Attempts that were chosen before. @default none */
  returned?: string[]
  expected: string[]
}

let serial = 0
const at = (minute: number): string => `2026-11-22T10:${String(minute).padStart(2, '0')}:00Z`
const fact = (
  attemptId: string,
  kind: KnownFactKind,
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

const first = { id: 'first', amount: 2000 }
const second = { id: 'second', amount: 2000 }
const third = { id: 'third', amount: 2000 }
const gift = { id: 'gift', amount: 500 }
const rest = { id: 'rest', amount: 1500 }
const both = { total: 2000, attempts: [first, second] }
const dollars = { total: 2000, attempts: [first, { id: 'dollars', amount: 2200, currency: 'USD' }] }
const parts = { total: 2000, attempts: [gift, rest, first] }
const paidTwice = [
  fact('first', 'captured', 2000, { minute: 1 }),
  fact('second', 'captured', 2000, { minute: 2 }),
]

/** "A late success is never kept twice", as examples. Written before the function. */
export const duplicateTable: readonly DuplicateRow[] = [
  { name: 'nothing yet', total: 2000, attempts: [], facts: [], expected: [] },
  { ...both, name: 'one of two is paid', facts: [fact('first', 'captured', 2000)], expected: [] },
  { ...both, name: 'both are captured: the later is not needed', facts: paidTwice, expected: ['second'] },
  {
    ...both,
    name: 'the later by the company’s clock, not by arrival',
    facts: [fact('first', 'captured', 2000, { minute: 9 }), fact('second', 'captured', 2000, { minute: 2 })],
    expected: ['first'],
  },
  {
    ...both,
    name: 'a success without a time is the newest',
    facts: [fact('first', 'captured', 2000), fact('second', 'captured', 2000, { minute: 2 })],
    expected: ['first'],
  },
  {
    ...both,
    name: 'at one time the attempt that had ended before is the later',
    facts: [
      fact('first', 'superseded'),
      fact('first', 'captured', 2000, { minute: 2 }),
      fact('second', 'captured', 2000, { minute: 2 }),
    ],
    expected: ['first'],
  },
  {
    ...both,
    name: 'at one time and with nothing else to tell them apart the greater id is the later',
    facts: [fact('second', 'captured', 2000), fact('first', 'captured', 2000)],
    expected: ['second'],
  },
  {
    ...both,
    name: 'a success counts from its authorisation, not from the later capture',
    facts: [
      fact('first', 'authorized', 2000, { minute: 1 }),
      fact('first', 'captured', 2000, { minute: 9 }),
      fact('second', 'captured', 2000, { minute: 2 }),
    ],
    expected: ['second'],
  },
  {
    ...both,
    name: 'money that is held counts like money that was taken',
    facts: [
      fact('first', 'authorized', 2000, { minute: 1 }),
      fact('second', 'captured', 2000, { minute: 2 }),
    ],
    expected: ['second'],
  },
  {
    total: 2000,
    attempts: [first, second, third],
    name: 'three are captured: one is enough',
    facts: [...paidTwice, fact('third', 'captured', 2000, { minute: 3 })],
    expected: ['third', 'second'],
  },
  {
    ...both,
    name: 'the later was chosen before and has gone back: it is not named again',
    facts: [...paidTwice, fact('second', 'refunded', 2000)],
    returned: ['second'],
    expected: [],
  },
  {
    ...both,
    name: 'the later was chosen before and is still to go back',
    facts: paidTwice,
    returned: ['second'],
    expected: [],
  },
  {
    ...both,
    name: 'the first was chosen before: the later is all there is',
    facts: [...paidTwice, fact('first', 'refunded', 2000)],
    returned: ['first'],
    expected: [],
  },
  {
    ...both,
    name: 'the first was chosen before and its return has failed: it covers nothing all the same',
    facts: [...paidTwice, fact('first', 'refunded', 2000), fact('first', 'refund_failed', 2000)],
    returned: ['first'],
    expected: [],
  },
  {
    ...both,
    name: 'both were chosen before',
    facts: paidTwice,
    returned: ['first', 'second'],
    expected: [],
  },
  {
    total: 2000,
    attempts: [first, second, third],
    name: 'the first of three was chosen before: one of the others is enough',
    facts: [...paidTwice, fact('third', 'captured', 2000, { minute: 3 })],
    returned: ['first'],
    expected: ['third'],
  },
  {
    ...both,
    name: 'the shop gave back the first: it was brought all the same, and the later is not needed',
    facts: [...paidTwice, fact('first', 'refunded', 2000)],
    expected: ['second'],
  },
  {
    ...both,
    name: 'the shop gave back all of the later, which was not needed before either',
    facts: [...paidTwice, fact('second', 'refunded', 2000)],
    expected: ['second'],
  },
  {
    ...both,
    name: 'the shop gave back a part of the later: the rest of it is not needed either',
    facts: [...paidTwice, fact('second', 'refunded', 500)],
    expected: ['second'],
  },
  {
    ...both,
    name: 'the shop gave back the later, which failed',
    facts: [...paidTwice, fact('second', 'refunded', 2000), fact('second', 'refund_failed', 2000)],
    expected: ['second'],
  },
  {
    ...both,
    name: 'the shop gave back what one of two has paid',
    facts: [fact('first', 'captured', 2000), fact('first', 'refunded', 2000)],
    expected: [],
  },
  {
    ...both,
    name: 'the first was charged back: the later is all there is',
    facts: [...paidTwice, fact('first', 'charged_back', 2000)],
    expected: [],
  },
  {
    ...both,
    name: 'the later was held and let go',
    facts: [
      fact('first', 'captured', 2000, { minute: 1 }),
      fact('second', 'authorized', 2000, { minute: 2 }),
      fact('second', 'voided', undefined, { confirmed: true }),
    ],
    expected: [],
  },
  {
    ...parts,
    name: 'a held part and its rest, both needed',
    facts: [fact('gift', 'authorized', 500, { minute: 1 }), fact('rest', 'captured', 1500, { minute: 2 })],
    expected: [],
  },
  {
    ...parts,
    name: 'a held part beside a late whole payment is the one that is not needed',
    facts: [fact('gift', 'authorized', 500, { minute: 1 }), fact('first', 'captured', 2000, { minute: 2 })],
    expected: ['gift'],
  },
  {
    ...parts,
    name: 'a captured part beside a late whole payment is the one that is not needed',
    facts: [fact('gift', 'captured', 500, { minute: 1 }), fact('first', 'captured', 2000, { minute: 2 })],
    expected: ['gift'],
  },
  {
    ...parts,
    name: 'part and rest cover the total: a whole payment that comes after them is not needed',
    facts: [
      fact('gift', 'captured', 500, { minute: 1 }),
      fact('rest', 'captured', 1500, { minute: 2 }),
      fact('first', 'captured', 2000, { minute: 3 }),
    ],
    expected: ['first'],
  },
  {
    ...parts,
    name: 'a whole payment was first: the rest and the part are not needed',
    facts: [
      fact('gift', 'authorized', 500, { minute: 1 }),
      fact('first', 'captured', 2000, { minute: 2 }),
      fact('rest', 'captured', 1500, { minute: 3 }),
    ],
    expected: ['rest', 'gift'],
  },
  {
    ...parts,
    name: 'the rest was chosen before: the part that is left of it is not needed either',
    facts: [
      fact('gift', 'authorized', 500, { minute: 1 }),
      fact('first', 'captured', 2000, { minute: 2 }),
      fact('rest', 'captured', 1500, { minute: 3 }),
    ],
    returned: ['rest'],
    expected: ['gift'],
  },
  {
    ...parts,
    name: 'the part was chosen before: of the rest and the whole payment only the whole one covers the total',
    facts: [
      fact('gift', 'captured', 500, { minute: 1 }),
      fact('rest', 'captured', 1500, { minute: 3 }),
      fact('first', 'captured', 2000, { minute: 2 }),
    ],
    returned: ['gift'],
    expected: ['rest'],
  },
  {
    name: 'a surcharge pays nothing of the total',
    total: 2000,
    attempts: [{ id: 'first', amount: 2050, surcharge: 50 }, gift],
    facts: [fact('first', 'captured', 2050, { minute: 1 }), fact('gift', 'authorized', 500, { minute: 2 })],
    expected: ['gift'],
  },
  {
    name: 'what a surcharge alone brings over the total makes nothing unneeded',
    total: 2000,
    attempts: [gift, { id: 'rest', amount: 2050, surcharge: 550 }],
    facts: [fact('gift', 'captured', 500, { minute: 1 }), fact('rest', 'captured', 2050, { minute: 2 })],
    expected: [],
  },
  {
    ...both,
    name: 'money in another currency covers nothing and is not chosen',
    facts: [
      fact('first', 'captured', 2000, { minute: 1 }),
      fact('second', 'captured', 2000, { minute: 2, currency: 'USD' }),
    ],
    expected: [],
  },
  {
    ...dollars,
    name: 'what an attempt brought in the currency of before is not needed once the total is paid',
    facts: [
      fact('first', 'captured', 2000, { minute: 2 }),
      fact('dollars', 'captured', 2200, { minute: 1, currency: 'USD' }),
    ],
    expected: ['dollars'],
  },
  {
    ...dollars,
    name: 'until then it is all that there is',
    facts: [fact('dollars', 'captured', 2200, { minute: 1, currency: 'USD' })],
    expected: [],
  },
  {
    ...dollars,
    name: 'chosen before, it is not named again',
    facts: [
      fact('first', 'captured', 2000, { minute: 2 }),
      fact('dollars', 'captured', 2200, { minute: 1, currency: 'USD' }),
    ],
    returned: ['dollars'],
    expected: [],
  },
  {
    ...both,
    name: 'an attempt that the payment does not have is not chosen',
    facts: [
      fact('first', 'captured', 2000, { minute: 1 }),
      fact('stranger', 'captured', 2000, { minute: 2 }),
    ],
    expected: [],
  },
  {
    name: 'a payment of nothing has none',
    total: 0,
    attempts: [
      { id: 'first', amount: 0 },
      { id: 'second', amount: 0 },
    ],
    facts: [fact('first', 'authorized', 0), fact('second', 'authorized', 0)],
    expected: [],
  },
]
