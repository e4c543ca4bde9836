import { expect, test } from 'vitest'
import { parseConfiguration } from '../configuration/parseConfiguration.ts'
import type { MethodTraits } from '../connectors/MethodTraits.ts'
import { rulesTable } from './evaluateMethods.table.ts'
import { evaluateMethods, type MethodSource } from './evaluateMethods.ts'

const method = (methodId: string, config: object = {}) => ({
  methodId,
  config: { title: methodId, ...config },
})
const configure = (...methods: object[]) =>
  parseConfiguration({ providers: [{ providerId: 'company', methods }] })
const traits = { needs: 'component', isOffline: false, isStorable: false } as const
const company: MethodSource = {
  provider: 'company',
  methods: new Map<string, MethodTraits>([
    ['card', { ...traits, isStorable: true }],
    ['keepsake', { ...traits, isStorable: true }],
    ['cash', traits],
    ['free', { ...traits, isFree: true }],
  ]),
}
const eur = (value: number) => ({ value, currency: 'EUR' })

test.each(rulesTable)('$name', (row) => {
  const { config, enabled = true, provider, total = 2000, currency = 'EUR', country = 'NL', expected } = row
  const configuration = parseConfiguration({
    providers: [{ providerId: 'company', ...provider, methods: [{ ...method('card', config), enabled }] }],
  })
  const verdicts = evaluateMethods(configuration, { total: { value: total, currency }, country }, [company])
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
  const { offered } = evaluateMethods(configuration, { total: eur(100), country: 'NL' }, [company])
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
  const { offered } = evaluateMethods(configuration, { total: eur(1000), country: 'NL' }, [company])
  expect(offered[0]?.surcharge).toEqual({ amount: eur(50), fixed: eur(25), percentage: '2.5' })
})

const codes = ({ offered, unavailable }: ReturnType<typeof evaluateMethods>) => [
  offered.map((entry) => entry.method),
  unavailable.map((entry) => `${entry.method}: ${entry.reason}`),
]
const limited = {
  surcharge: [{ fixed: [{ currency: 'EUR', amount: 1 }] }],
  minMaxAmounts: [{ currency: '*', min: 5 }],
}
const various = configure(
  method('card', limited),
  method('cash'),
  method('free', limited),
  method('keepsake', { countries: ['DE'] }),
)

test('an order that costs nothing is offered the free method only, without limit or surcharge', () => {
  const verdicts = evaluateMethods(various, { total: eur(0), country: 'NL' }, [company])
  expect(codes(verdicts)).toEqual([['free'], []])
  expect(verdicts.offered[0]?.total).toEqual(eur(0))
})

test('any other order is offered all but the free method, which is not missing either', () => {
  const verdicts = evaluateMethods(various, { total: eur(1000), country: 'NL' }, [company])
  expect(codes(verdicts)).toEqual([['card', 'cash'], ['keepsake: country']])
})

test('a set-up is offered the storable methods only, without limit or surcharge', () => {
  const purchase = { total: eur(0), country: 'NL', kind: 'setup' } as const
  const verdicts = evaluateMethods(various, purchase, [company])
  expect(codes(verdicts)).toEqual([['card'], ['keepsake: country']])
  expect(verdicts.offered[0]?.total).toEqual(eur(0))
})

test('a free method that is switched off is not offered', () => {
  const configuration = configure({ ...method('free'), enabled: false })
  expect(codes(evaluateMethods(configuration, { total: eur(0), country: 'NL' }, [company]))).toEqual([
    [],
    ['free: disabled'],
  ])
})
