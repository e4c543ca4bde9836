import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  createOrchestrator,
  createPlainConnector,
  createSandboxConnector,
  evaluateMethods,
  parseConfiguration,
} from '@payloom/orchestrator'
import { expect, test } from 'vitest'

const json: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, 'orchestrator.json'), 'utf8'))
const secrets = [`whsec_${Buffer.alloc(24).toString('base64')}`]
const keys = { secretKey: 'sk', publishableKey: 'pk', webhookSecrets: secrets }
const connectors = [createSandboxConnector({ url: 'http://localhost', ...keys }), createPlainConnector()]
const list = (value: number, currency: string, country: string) => {
  const purchase = { total: { value, currency }, country }
  const { offered, unavailable } = evaluateMethods(parseConfiguration(json), purchase, connectors)
  return [
    offered.map(({ method, surcharge }) => (surcharge ? `${method} +${surcharge.amount.value}` : method)),
    unavailable.map(({ method, reason }) => `${method}: ${reason}`),
  ]
}

test('a shopper in the Netherlands chooses among eight methods', () => {
  expect(list(2000, 'EUR', 'NL')[0]).toEqual([
    'card',
    'paybutton',
    'bank',
    'qr',
    'gift',
    'banktransfer',
    'cash +150',
    'pickup',
  ])
})

test('a shopper in Germany sees the bank transfer first, and the invoice', () => {
  expect(list(2000, 'EUR', 'DE')[0]).toEqual([
    'banktransfer',
    'card',
    'paybutton',
    'invoice',
    'await',
    'precheck',
    'gift',
    'cash +150',
    'pickup',
  ])
})

test.each(['NL', 'BE', 'DE', 'FR'])('in %s there is one bank transfer, and no list of a dozen', (country) => {
  const [offered = []] = list(2000, 'EUR', country)
  expect(offered.filter((method) => method === 'banktransfer')).toHaveLength(1)
  expect(offered.length).toBeLessThan(10)
})

test('every method of the sandbox company is offered somewhere', () => {
  const offered = ['NL', 'BE', 'DE', 'FR'].flatMap((country) => list(2000, 'EUR', country)[0] ?? [])
  const [sandbox] = connectors
  expect([...(sandbox?.methods.keys() ?? [])].filter((method) => !offered.includes(method))).toEqual([])
})

test.each([
  ['USD', 'US', ['card', 'paybutton', 'gift', 'cash +175', 'pickup']],
  ['JPY', 'JP', ['card', 'paybutton', 'qr', 'gift', 'cash +250', 'pickup']],
  ['KWD', 'KW', ['card', 'gift', 'cash +500', 'pickup']],
])('%s has its own surcharge and no bank transfer', (currency, country, offered) => {
  const [methods, unavailable] = list(2000, currency, country)
  expect(methods).toEqual(offered)
  expect(unavailable).toContain('banktransfer: currency')
})

test('an order that costs nothing has nothing to choose', () => {
  expect(list(0, 'EUR', 'NL')[0]).toEqual(['free'])
})

test('the orchestrator starts with it', async () => {
  const orchestrator = createOrchestrator({
    configuration: json,
    connectors,
    database: ':memory:',
    serviceToken: 'user:token',
    bus: { url: 'http://localhost/bus', secrets },
  })
  await orchestrator.close()
})
