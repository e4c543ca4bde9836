import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSandboxWorld, type SandboxWorld } from '../../sandboxWorld.fixture.ts'
import { allMethods, attemptId, eventually, type World } from '../../world.fixture.ts'
import { CompanyError } from '../CompanyError.ts'
import type { CompanyAnswer, CompanyRefused, KnownPayment } from '../Connector.ts'

let company: SandboxWorld
let world: World
/** One request of the company's API goes wrong: before it arrives, or after it was done. */
let fault: 'none' | 'before' | 'after' = 'none'
const companyFetch: typeof fetch = async (input, init) => {
  const now = fault
  if (init?.method === 'POST') fault = 'none'
  const error = new TypeError('fetch failed')
  if (init?.method === 'POST' && now === 'before') throw error
  const response = await fetch(input, init)
  if (init?.method === 'POST' && now === 'after') throw error
  return response
}
beforeEach(async () => {
  company = await openSandboxWorld({ configuration: allMethods, companyFetch })
  world = company.world
})
afterEach(() => company.close())

const amount = { value: 1999, currency: 'EUR' }
const part = { value: 500, currency: 'EUR' }
const payByCard = async (): Promise<KnownPayment> => {
  const { id } = await company.post('/v1/tokens', { number: '4111111111111111', expiry: '12/40', cvc: '123' })
  const { body } = await world.pay({ data: { token: id } })
  return { attemptId, method: 'card', companyId: body.id, amount }
}
type Reply = CompanyAnswer | 'unknown' | CompanyRefused | undefined
const factsOf = (reply: Reply, reference: string) =>
  typeof reply === 'object' && 'facts' in reply
    ? reply.facts.filter((fact) => fact.reference === reference)
    : []
const told = (kind: string) => world.messages.filter((message) => message.kind === kind)

test('a refund is asked for once by its reference, and its answer and its webhook are one fact (E11)', async () => {
  const payment = await payByCard()
  const refund = (reference: string) => company.connector.refund?.(payment, { amount: part, reference })
  const [fact, ...more] = factsOf(await refund('back-1'), 'back-1')
  expect(more).toEqual([])
  expect(fact).toMatchObject({ kind: 'refunded', amount: part, confirmed: true })
  expect(factsOf(await refund('back-1'), 'back-1')).toEqual([fact])
  // Another one of the same amount is another one.
  expect(factsOf(await refund('back-2'), 'back-2')).toHaveLength(1)
  await eventually(() => expect(told('refunded')).toHaveLength(2))
  expect(told('refunded').map(({ factId }) => factId)).toContain(fact?.factId)
})

test('a refund whose answer was lost is the same refund', async () => {
  const payment = await payByCard()
  for (const broken of ['before', 'after'] as const) {
    const order = { amount: part, reference: `back-${broken}` }
    fault = broken
    await expect(company.connector.refund?.(payment, order)).rejects.toThrow(CompanyError)
    expect(factsOf(await company.connector.refund?.(payment, order), order.reference)).toHaveLength(1)
  }
  const ledger = await company.ask('GET', '/ledger')
  expect(ledger.kept).toEqual([{ value: 999, currency: 'EUR' }])
})

test('a refund of more than is left, or in another currency, is refused (H11)', async () => {
  const payment = await payByCard()
  const refund = (value: number, currency: string) =>
    company.connector.refund?.(payment, { amount: { value, currency }, reference: `back-${value}` })
  expect(await refund(2000, 'EUR')).toEqual({ refused: 'amount_too_large' })
  expect(await refund(100, 'USD')).toEqual({ refused: 'invalid_currency' })
  await refund(1500, 'EUR')
  expect(await refund(500, 'EUR')).toEqual({ refused: 'amount_too_large' })
})

test('a name that is known with another refund says nothing of this one', async () => {
  const payment = await payByCard()
  const refund = (value: number) =>
    company.connector.refund?.(payment, { amount: { value, currency: 'EUR' }, reference: 'back-1' })
  await refund(500)
  await expect(refund(600)).rejects.toThrow('idempotency_mismatch')
})

test('a payment that the company does not know, or that is another, is not touched', async () => {
  const payment = await payByCard()
  const { connector } = company
  const order = { amount: part, reference: 'back-1' }
  expect(await connector.refund?.({ ...payment, attemptId: 'b'.repeat(32) }, order)).toBe('unknown')
  expect(await connector.ship?.({ ...payment, attemptId: 'b'.repeat(32) }, order)).toBe('unknown')
  await expect(connector.refund?.({ ...payment, amount: part }, order)).rejects.toThrow('mismatch')
})

test('goods that leave, and a parcel that can be followed later, are told to the company and come back as one fact each', async () => {
  const payment = await payByCard()
  const tracking = { name: 'PostNL', number: '3S-1234' }
  const ship = company.connector.ship
  const items = [{ id: 'mug', quantity: 1 }]
  const [shipped] = factsOf(await ship?.(payment, { reference: 'ship-1', items }), 'ship-1')
  const [followed] = factsOf(await ship?.(payment, { reference: 'ship-2', items: [], tracking }), 'ship-2')
  expect(shipped).toMatchObject({ kind: 'shipped' })
  expect(shipped).not.toHaveProperty('tracking')
  expect(followed).toMatchObject({ kind: 'tracking_added', tracking })
  expect(factsOf(await ship?.(payment, { reference: 'ship-1', items }), 'ship-1')).toEqual([shipped])
  await eventually(() => expect(told('tracking_added')).toMatchObject([{ factId: followed?.factId }]))
  expect(told('shipped')).toMatchObject([{ factId: shipped?.factId }])
  await expect(ship?.(payment, { reference: 'ship-1' })).rejects.toThrow('idempotency_mismatch')
})

test('what brought no money is not shipped', async () => {
  const { body } = await world.pay({ method: 'banktransfer' })
  const payment = { attemptId, method: 'banktransfer', companyId: body.id, amount }
  expect(await company.connector.ship?.(payment, { reference: 'ship-1' })).toEqual({ refused: 'not_paid' })
})
