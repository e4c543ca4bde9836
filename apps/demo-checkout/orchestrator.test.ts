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
const list = (value: number, currency: string, country: string) => {
  const { offered, unavailable } = evaluateMethods(parseConfiguration(json), {
    total: { value, currency },
    country,
  })
  return [
    offered.map(({ method, surcharge }) => (surcharge ? `${method} +${surcharge.amount.value}` : method)),
    unavailable.map(({ method, reason }) => `${method}: ${reason}`),
  ]
}

test('a shopper in the Netherlands chooses among four methods', () => {
  expect(list(2000, 'EUR', 'NL')).toEqual([
    ['card', 'banktransfer', 'cash +150', 'pickup'],
    ['invoice: country', 'moneyorder: disabled'],
  ])
})

test('a shopper in Germany sees the bank transfer first, and the invoice', () => {
  expect(list(2000, 'EUR', 'DE')[0]).toEqual(['banktransfer', 'card', 'invoice', 'cash +150', 'pickup'])
})

test.each([
  ['USD', 'cash +175'],
  ['JPY', 'cash +250'],
  ['KWD', 'cash +500'],
])('%s has its own surcharge and no bank transfer', (currency, cash) => {
  expect(list(2000, currency, 'NL')).toEqual([
    ['card', cash, 'pickup'],
    ['banktransfer: currency', 'invoice: currency', 'moneyorder: disabled'],
  ])
})

test('the orchestrator starts with it', async () => {
  const secrets = [`whsec_${Buffer.alloc(24).toString('base64')}`]
  const orchestrator = createOrchestrator({
    configuration: json,
    connectors: [
      createSandboxConnector({
        ...{ url: 'http://localhost', secretKey: 'sk', publishableKey: 'pk', webhookSecrets: secrets },
      }),
      createPlainConnector(),
    ],
    database: ':memory:',
    serviceToken: 'user:token',
    bus: { url: 'http://localhost/bus', secrets },
  })
  await orchestrator.close()
})
