import { expect, test } from 'vitest'
import { parseConfiguration } from '../configuration/parseConfiguration.ts'
import { rulesTable } from './evaluateMethods.table.ts'
import { evaluateMethods } from './evaluateMethods.ts'

const method = (methodId: string, config: object = {}) => ({
  methodId,
  config: { title: methodId, ...config },
})
const configure = (...methods: object[]) =>
  parseConfiguration({ providers: [{ providerId: 'company', methods }] })
const eur = (value: number) => ({ value, currency: 'EUR' })

test.each(rulesTable)('$name', (row) => {
  const { config, enabled = true, provider, total = 2000, currency = 'EUR', country = 'NL', expected } = row
  const configuration = parseConfiguration({
    providers: [{ providerId: 'company', ...provider, methods: [{ ...method('card', config), enabled }] }],
  })
  const verdicts = evaluateMethods(configuration, { total: { value: total, currency }, country })
  if (typeof expected === 'string') {
    expect(verdicts).toEqual({
      offered: [],
      unavailable: [{ provider: 'company', method: 'card', reason: expected }],
    })
    return
  }
  expect(verdicts.unavailable).toEqual([])
  expect(verdicts.offered[0]?.surcharge?.amount.value ?? 0).toBe(expected)
  expect(verdicts.offered[0]?.total).toEqual({ value: total + expected, currency })
})

test('the list is in the order of the country, then of all, then of the configuration', () => {
  const order = (sortOrder: number, ...countries: string[]) => ({ sortOrder: [{ countries, sortOrder }] })
  const configuration = configure(
    method('unsorted-1'),
    method('third', order(30, '*')),
    method('unsorted-2'),
    method('second', { sortOrder: [...order(1, '*').sortOrder, ...order(20, 'NL').sortOrder] }),
    method('first', order(10, 'BE', 'NL')),
    method('last', order(1000, '*')),
  )
  const { offered } = evaluateMethods(configuration, { total: eur(100), country: 'NL' })
  expect(offered.map((entry) => entry.method)).toEqual([
    'first',
    'second',
    'third',
    'unsorted-1',
    'unsorted-2',
    'last',
  ])
})

test('what a surcharge is made of can be told', () => {
  const configuration = configure(
    method('card', { surcharge: [{ percentage: 2.5, fixed: [{ currency: 'EUR', amount: 0.25 }] }] }),
  )
  const { offered } = evaluateMethods(configuration, { total: eur(1000), country: 'NL' })
  expect(offered[0]?.surcharge).toEqual({ amount: eur(50), fixed: eur(25), percentage: '2.5' })
})

test('an order that costs nothing is offered nothing', () => {
  expect(evaluateMethods(configure(method('card')), { total: eur(0), country: 'NL' })).toEqual({
    offered: [],
    unavailable: [],
  })
})
