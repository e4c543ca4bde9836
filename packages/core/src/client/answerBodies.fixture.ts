import type { Display, NextStep } from '../contract/nextStep.ts'
import type { PaymentOutcome } from '../contract/paymentResult.ts'
import { problems } from '../contract/problems.ts'
import { attemptId, listOf, resultOf, stateOf } from './wire.fixture.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const named = { provider: 'sandbox', method: 'card' }
const at = '2026-11-22T10:00:00.5Z'
const ends = { expiresAt: at, appUrl: 'bank://pay' }
const displays: Display[] = [
  { kind: 'qr', data: '00020101', ...ends },
  { kind: 'voucher', reference: 'V1', url: 'https://voucher.example/', ...ends },
  {
    ...{ kind: 'bank-transfer', iban: 'NL91', bic: 'ABNA', beneficiary: 'Shop', reference: 'RF18' },
    amount: eur(1),
    ...ends,
  },
  { kind: 'instructions', text: ['Pay the courier.', 'In cash.'] },
  { kind: 'await' },
]
const redirect = {
  url: 'https://bank.example/',
  method: 'POST' as const,
  fields: [
    { name: 'a', value: 'b' },
    { name: 'submit', value: '<b>' },
  ],
}
const action = { type: 'sandbox.challenge', id: 'act_1', more: { kept: [true] } }
const error = { code: 'declined', retry: 'same' as const, field: 'number', providerCode: '05' }
const attempts = (
  [
    { status: 'pending', live: true, next: { kind: 'redirect' as const, redirect } },
    { status: 'pending', live: true, next: { kind: 'action' as const, step: 2, action } },
    { status: 'canceled', live: false },
    {
      status: 'pending',
      live: false,
      placed: true,
      next: { kind: 'display' as const, display: displays[2] as Display },
    },
  ] satisfies { status: string; live: boolean; placed?: boolean; next?: NextStep }[]
).map((own, index) => ({
  attemptId: String(index).repeat(32),
  ...named,
  title: 'Card',
  amount: eur(2049),
  ...own,
}))

/** States of every kind. */
export const stateBodies: unknown[] = [
  stateOf(),
  stateOf({ attempts, orderId: 'order-1', history: [{ status: 'open', at }] }),
  stateOf({
    ...{ status: 'paid', settled: true, overpaid: true, error, updatedAt: at },
    fulfilment: [{ kind: 'shipped', at, tracking: { name: 'Post', number: '1' } }],
  }),
]

const outcomes: PaymentOutcome[] = [
  { outcome: 'complete' },
  { outcome: 'pending' },
  ...displays.map((display) => ({ outcome: 'pending' as const, display })),
  { outcome: 'redirect', ...redirect },
  { outcome: 'redirect', url: 'https://bank.example/', method: 'GET', fields: [] },
  { outcome: 'action', action },
  { outcome: 'partial', due: eur(100) },
  { outcome: 'failed', error },
  { outcome: 'canceled' },
  { outcome: 'expired' },
]

/** Results of every outcome. */
export const resultBodies: unknown[] = outcomes.map((outcome, index) =>
  resultOf({ ...outcome, ...(index % 2 ? { orderId: 'order-1' } : {}), state: stateBodies[index % 3] }),
)

const method = {
  ...named,
  ...{
    title: 'Card',
    description: 'Visa',
    icon: '/card.svg',
    total: eur(2049),
    quote: 'q1',
    needs: 'component',
  },
  surcharge: { amount: eur(50), fixed: eur(50), percentage: '1.5' },
  ...{ isStorable: true, isOffline: false, collectsContact: true },
}
const stored = {
  id: 's1',
  ...named,
  title: 'Visa',
  brand: 'visa',
  last4: '4242',
  expiry: '12/29',
  needsCvc: true,
}

/** Lists, a bare one too. */
export const listBodies: unknown[] = [
  listOf(),
  {
    payment: {
      ...{
        paymentId: 'cart-1',
        kind: 'purchase',
        orderId: 'o-1',
        version: '1',
        total: eur(1999),
        due: eur(999),
      },
      parts: [{ attemptId, ...named, title: 'Gift card', amount: eur(1000) }],
    },
    methods: [method, { ...method, method: 'bank', needs: 'nothing' }],
    stored: [stored],
    unavailable: [{ ...named, reason: 'currency' }],
  },
  { methods: [] },
]

/** Loaded methods. */
export const methodBodies: unknown[] = [
  { ...named, purpose: 'pay', config: { any: ['thing'] }, redirectOrigins: ['https://bank.example'] },
  { ...named, purpose: 'pay-stored', config: null, quote: 'q', expiresAt: at, redirectOrigins: [], stored },
]

/** Quotes. */
export const quoteBodies: unknown[] = [
  {
    ...{ quote: 'q2', total: eur(1), lineItems: [{ label: 'Tax', amount: eur(1) }] },
    shippingOptions: [{ id: 'std', label: 'Post', detail: '2 days', amount: eur(0) }],
    errors: [{ code: 'address', message: 'Not there', field: 'postalCode' }],
  },
]

/** Every problem of the contract's table, each with all members that any of them has. */
export const problemBodies: unknown[] = Object.entries(problems).map(([code, { status, retry }], index) => ({
  ...{ type: 'about:blank', title: code, status, code, retry, detail: 'For developers.' },
  ...{
    supported: ['1', '2'],
    state: stateBodies[index % 3],
    result: resultBodies[index % resultBodies.length],
  },
  ...{
    methods: [method],
    total: eur(2100),
    issues: [{ code: 'sold-out', message: 'Sold out', field: 'items.0' }],
  },
}))
