import { expect, test } from 'vitest'
import type { Connector } from './connectors/Connector.ts'
import type { MethodTraits } from './connectors/MethodTraits.ts'
import { createPlainConnector } from './connectors/plain/createPlainConnector.ts'
import { createSandboxConnector } from './connectors/sandbox/createSandboxConnector.ts'
import { createOrchestrator, type OrchestratorOptions } from './createOrchestrator.ts'
import { openTestServer } from './httpServer.fixture.ts'
import { busSecret, configuration, serviceToken } from './world.fixture.ts'

const sandbox = {
  url: 'http://company.example',
  secretKey: 'sk',
  publishableKey: 'pk',
  webhookSecrets: [busSecret],
}
const make = (change: Partial<OrchestratorOptions> = {}) =>
  createOrchestrator({
    configuration,
    connectors: [createSandboxConnector(sandbox), createPlainConnector()],
    database: ':memory:',
    serviceToken,
    bus: { url: 'http://shop.example/bus', secrets: [busSecret] },
    ...change,
  })
const methods = (providerId: string, ...list: object[]) => ({
  configuration: { providers: [{ providerId, methods: list }] },
})
const title = { title: 'A title' }
const halfMade = (traits: Partial<MethodTraits>): Connector => {
  const { capture: _, deleteStored: __, ...rest } = createSandboxConnector(sandbox)
  const method: MethodTraits = { needs: 'component', isOffline: false, isStorable: false, ...traits }
  return { ...rest, provider: 'other', methods: new Map([['half', method]]) }
}

test.each([
  ['a provider without a connector', methods('adyen'), 'there is no connector for the provider "adyen"'],
  [
    'a method that its connector does not know',
    methods('sandbox', { methodId: 'gold', config: title }),
    'sandbox/gold is no method of its connector',
  ],
  [
    'details that are missing',
    methods('plain', { methodId: 'cash', config: title }),
    'details of plain/cash: ',
  ],
  [
    'details that are wrong',
    methods('plain', {
      methodId: 'banktransfer',
      config: { ...title, details: { iban: 'NL 91', beneficiary: 'Shop' } },
    }),
    'details of plain/banktransfer: iban: must be an IBAN without spaces',
  ],
  [
    'details where there are none',
    methods('sandbox', { methodId: 'card', config: { ...title, details: {} } }),
    'details of sandbox/card: sandbox methods have no details',
  ],
  [
    'a method that takes a part, and no way to take it',
    { ...methods('other', { methodId: 'half', config: title }), connectors: [halfMade({ takesPart: true })] },
    'the connector of other/half needs capture',
  ],
  [
    'a method that is stored, and no way to delete it',
    {
      ...methods('other', { methodId: 'half', config: title }),
      connectors: [halfMade({ isStorable: true })],
    },
    'the connector of other/half needs deleteStored',
  ],
  ['a token that is no user:token', { serviceToken: 'token' }, 'serviceToken has to be "user:token"'],
  [
    'a short secret',
    { bus: { url: 'http://shop.example/bus', secrets: ['whsec_AAAA'] } },
    'at least 24 bytes',
  ],
  ['an address that is none', { bus: { url: 'shop', secrets: [busSecret] } }, 'must be a URL'],
])('%s is refused at the start', (_, change, message) => {
  expect(() => make(change)).toThrow(message)
})

test.each([
  ['url', { url: 'company' }],
  ['publicUrl', { publicUrl: 'company' }],
  ['a secret', { webhookSecrets: ['whsec_AAAA'] }],
])('a sandbox connector without a usable %s is refused', (_, change) => {
  expect(() => createSandboxConnector({ ...sandbox, ...change })).toThrow()
})

test('a port that is taken is named', async () => {
  const other = await openTestServer(() => undefined)
  const port = Number(new URL(other.url).port)
  const orchestrator = make({ port })
  await expect(orchestrator.listen()).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`)
  await orchestrator.close()
  await other.close()
})

test('it answers within another server, without listening itself', async () => {
  const orchestrator = make()
  const response = await orchestrator.fetch(new Request('http://other.example/healthz'))
  expect(await response.json()).toEqual({ status: 'ok' })
  await orchestrator.close()
  await orchestrator.close()
})
