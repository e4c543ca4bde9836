import { expect, test } from 'vitest'
import { createScriptedConnector, type ScriptedConnector } from './createScriptedConnector.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const payment = { attemptId: 'a'.repeat(32), method: 'card', amount: eur(2000) }
const order = {
  ...{ ...payment, purpose: 'pay' as const, data: {}, store: false, returnUrl: 'https://shop.example/' },
  ...{ customer: { country: 'NL' }, items: [], reference: 'ORDER-7', details: undefined },
}
const open = async (): Promise<ScriptedConnector> => {
  const company = createScriptedConnector({ provider: 'acme', methods: { card: {} }, scenarios: [] })
  await company.create(order)
  return company
}
const kindsOf = (company: ScriptedConnector) =>
  company.payments.get(payment.attemptId)?.facts.map(({ kind, amount, reference }) => {
    return [kind, amount?.value, reference]
  })

test('a refund is one by its reference, and never more than is left', async () => {
  const company = await open()
  const refund = (reference: string, value: number, currency = 'EUR') =>
    company.refund?.(payment, { reference, amount: { value, currency } })
  await refund('back-1', 1500)
  await refund('back-1', 1500)
  expect(await refund('back-2', 501)).toEqual({ refused: 'amount_too_large' })
  expect(await refund('back-2', 500, 'USD')).toEqual({ refused: 'invalid_currency' })
  expect(await refund('back-2', 500)).toMatchObject({ companyId: 'acme_1', outcome: { outcome: 'complete' } })
  expect(kindsOf(company)).toEqual([
    ['captured', 2000, undefined],
    ['refunded', 1500, 'back-1'],
    ['refunded', 500, 'back-2'],
  ])
  expect(await company.refund?.({ ...payment, attemptId: 'b' }, { reference: 'r', amount: eur(1) })).toBe(
    'unknown',
  )
  expect(company.calls.filter((call) => call === 'refund card')).toHaveLength(6)
})

test('a shipment is one by its reference, and its webhook carries reference and tracking', async () => {
  const company = await open()
  const tracking = { name: 'PostNL', number: '3S-1' }
  await company.ship?.(payment, { reference: 'ship-1' })
  await company.ship?.(payment, { reference: 'ship-1' })
  await company.ship?.(payment, { reference: 'ship-2', items: [], tracking })
  expect(kindsOf(company)?.slice(1)).toEqual([
    ['shipped', undefined, 'ship-1'],
    ['tracking_added', undefined, 'ship-2'],
  ])
  expect(company.payments.get(payment.attemptId)?.facts.at(-1)).toMatchObject({ tracking })
})
