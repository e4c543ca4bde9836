import { expect, test } from 'vitest'
import { parseConfiguration } from './parseConfiguration.ts'

const withConfig = (config: object) => ({
  providers: [
    { providerId: 'company', methods: [{ methodId: 'card', config: { title: 'Card', ...config } }] },
  ],
})

test('what is left out is offered everywhere, to all', () => {
  expect(parseConfiguration(withConfig({ surcharge: [{ percentage: 1 }] }))).toEqual({
    providers: [
      {
        providerId: 'company',
        enabled: true,
        countries: ['*'],
        currencies: ['*'],
        methods: [
          {
            methodId: 'card',
            enabled: true,
            config: {
              title: 'Card',
              countries: ['*'],
              currencies: ['*'],
              sortOrder: [],
              surcharge: [{ countries: ['*'], percentage: 1 }],
              minMaxAmounts: [],
            },
          },
        ],
      },
    ],
  })
})

const method = 'providers.0.methods.0.config'
const fixed = (currency: string, amount: number) => ({ surcharge: [{ fixed: [{ currency, amount }] }] })
test.each([
  ['a name that does not exist', withConfig({ colour: 'red' }), `${method}.colour`],
  ['a country that is none', withConfig({ countries: ['nl'] }), `${method}.countries.0: must be an ISO 3166`],
  [
    'a currency that is none',
    withConfig({ currencies: ['EURO'] }),
    `${method}.currencies.0: must be an ISO 4217`,
  ],
  [
    'more decimals than euro have',
    withConfig(fixed('EUR', 1.505)),
    `${method}.surcharge.0.fixed.0: must be an amount`,
  ],
  ['decimals of yen', withConfig(fixed('JPY', 1.5)), `${method}.surcharge.0.fixed.0: must be an amount`],
  [
    'decimals for every currency',
    withConfig(fixed('*', 1.5)),
    `${method}.surcharge.0.fixed.0: must be an amount`,
  ],
  [
    'an amount below nothing',
    withConfig(fixed('EUR', -1)),
    `${method}.surcharge.0.fixed.0: must be an amount`,
  ],
  [
    'a limit with too many decimals',
    withConfig({ minMaxAmounts: [{ currency: 'EUR', max: 9.999 }] }),
    `${method}.minMaxAmounts.0: must be an amount`,
  ],
  [
    'a percentage below nothing',
    withConfig({ surcharge: [{ percentage: -1 }] }),
    `${method}.surcharge.0.percentage: must be a plain percentage`,
  ],
  [
    'a percentage with an exponent',
    withConfig({ surcharge: [{ percentage: 1e-9 }] }),
    `${method}.surcharge.0.percentage: must be a plain percentage`,
  ],
  [
    'no title',
    { providers: [{ providerId: 'c', methods: [{ methodId: 'm', config: {} }] }] },
    `${method}.title`,
  ],
  [
    'a code that climbs',
    { providers: [{ providerId: '../c', methods: [] }] },
    'providers.0.providerId: must be a code',
  ],
  [
    'a method twice',
    {
      providers: [
        { providerId: 'c', methods: [1, 2].map(() => ({ methodId: 'm', config: { title: 't' } })) },
      ],
    },
    'providers.0.methods: names a method twice',
  ],
  [
    'a provider twice',
    { providers: [1, 2].map(() => ({ providerId: 'c', methods: [] })) },
    'providers: names a provider twice',
  ],
  ['something else altogether', 'text', 'the whole file'],
])('%s is refused by its place', (_, json, message) => {
  expect(() => parseConfiguration(json)).toThrow(message)
  expect(() => parseConfiguration(json)).toThrow('createOrchestrator: mend the configuration.')
})
