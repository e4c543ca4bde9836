import type { MethodSettings } from '../configuration/Configuration.ts'

/** One method under one purchase. */
export interface RulesRow {
  name: string
  config?: Partial<MethodSettings>
  enabled?: boolean
  provider?: { enabled?: boolean; countries?: string[]; currencies?: string[] }
  /** Minor units. @default 2000 */
  total?: number
  /** @default 'EUR' */
  currency?: string
  /** @default 'NL' */
  country?: string
  /** A reason, or the price on top in minor units. */
  expected: string | number
}

const everywhere = ['*']
const fixed = (amount: number, currency = 'EUR') => [{ currency, amount }]

export const rulesTable: readonly RulesRow[] = [
  { name: 'a method without rules is offered to all', expected: 0 },
  { name: 'a disabled method is not', enabled: false, expected: 'disabled' },
  { name: 'nor one of a disabled provider', provider: { enabled: false }, expected: 'disabled' },
  { name: 'its currency', config: { currencies: ['EUR', 'USD'] }, expected: 0 },
  { name: 'another currency', config: { currencies: ['USD'] }, expected: 'currency' },
  { name: 'no currency at all', config: { currencies: [] }, expected: 'currency' },
  {
    name: "the provider's currencies limit its methods",
    provider: { currencies: ['USD'] },
    expected: 'currency',
  },
  { name: 'its country', config: { countries: ['DE', 'NL'] }, expected: 0 },
  { name: 'another country', config: { countries: ['DE'] }, expected: 'country' },
  {
    name: "the provider's countries limit its methods",
    provider: { countries: ['DE'] },
    expected: 'country',
  },
  {
    name: 'the currency is named before the country',
    config: { currencies: ['USD'], countries: ['DE'] },
    expected: 'currency',
  },
  {
    name: 'the least total is included',
    config: { minMaxAmounts: [{ currency: '*', min: 20 }] },
    expected: 0,
  },
  {
    name: 'a cent below the least total',
    config: { minMaxAmounts: [{ currency: '*', min: 20 }] },
    total: 1999,
    expected: 'below-minimum',
  },
  {
    name: 'the greatest total is included',
    config: { minMaxAmounts: [{ currency: '*', max: 20 }] },
    expected: 0,
  },
  {
    name: 'a cent above the greatest total',
    config: { minMaxAmounts: [{ currency: '*', max: 20 }] },
    total: 2001,
    expected: 'above-maximum',
  },
  {
    name: 'limits are of the total without surcharge',
    config: {
      minMaxAmounts: [{ currency: 'EUR', max: 20 }],
      surcharge: [{ countries: everywhere, fixed: fixed(5) }],
    },
    expected: 500,
  },
  {
    name: 'the limit of the currency beats the one for all',
    config: {
      minMaxAmounts: [
        { currency: '*', max: 1 },
        { currency: 'EUR', max: 100 },
      ],
    },
    expected: 0,
  },
  {
    name: 'limits of other currencies say nothing',
    config: { minMaxAmounts: [{ currency: 'USD', max: 1 }] },
    expected: 0,
  },
  {
    name: 'limits of yen have no decimals',
    config: { minMaxAmounts: [{ currency: '*', max: 500 }] },
    total: 501,
    currency: 'JPY',
    expected: 'above-maximum',
  },
  {
    name: 'limits of dinar have three decimals',
    config: { minMaxAmounts: [{ currency: 'KWD', min: 1.005 }] },
    total: 1004,
    currency: 'KWD',
    expected: 'below-minimum',
  },
  {
    name: 'a fixed surcharge',
    config: { surcharge: [{ countries: everywhere, fixed: fixed(1.5) }] },
    expected: 150,
  },
  {
    name: 'a fixed surcharge of another currency costs nothing',
    config: { surcharge: [{ countries: everywhere, fixed: fixed(1.5, 'USD') }] },
    expected: 0,
  },
  {
    name: 'the fixed part of the currency beats the one for all',
    config: { surcharge: [{ countries: everywhere, fixed: [...fixed(3, '*'), ...fixed(1.25)] }] },
    expected: 125,
  },
  {
    name: 'a fixed part for all is in major units of each currency',
    config: { surcharge: [{ countries: everywhere, fixed: fixed(3, '*') }] },
    currency: 'KWD',
    expected: 3000,
  },
  {
    name: 'a percentage is of the total',
    config: { surcharge: [{ countries: everywhere, percentage: 2.5 }] },
    expected: 50,
  },
  {
    name: 'half a cent is rounded up',
    config: { surcharge: [{ countries: everywhere, percentage: 2.5 }] },
    total: 1980,
    expected: 50,
  },
  {
    name: 'less than half a cent is rounded down',
    config: { surcharge: [{ countries: everywhere, percentage: 2.5 }] },
    total: 1979,
    expected: 49,
  },
  {
    name: 'the percentage is taken without the fixed part, which comes on top',
    config: { surcharge: [{ countries: everywhere, percentage: 10, fixed: fixed(1) }] },
    expected: 300,
  },
  {
    name: 'the surcharge of the country beats the one for all',
    config: {
      surcharge: [
        { countries: everywhere, fixed: fixed(9) },
        { countries: ['BE', 'NL'], fixed: fixed(1) },
      ],
    },
    expected: 100,
  },
  {
    name: 'a country can be free of what others pay',
    config: { surcharge: [{ countries: everywhere, fixed: fixed(9) }, { countries: ['NL'] }] },
    expected: 0,
  },
  {
    name: 'yen are rounded to whole yen',
    config: { surcharge: [{ countries: everywhere, percentage: 1.5 }] },
    total: 500,
    currency: 'JPY',
    expected: 8,
  },
]
