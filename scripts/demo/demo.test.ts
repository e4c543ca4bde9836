import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoEnvironment } from './demoEnvironment.ts'
import { createDemoSecrets, keepDemoSecrets } from './demoSecrets.ts'
import { describeCarriers } from './describeCarriers.ts'
import { findTakenPort } from './findTakenPort.ts'

let directory = ''
const plan = {
  root: '/repository',
  assets: '/build',
  seed: 'test',
  ports: { shop: 1, orchestrator: 2, sandbox: 3 },
  shopOrigin: 'http://127.0.0.1:1',
  companyOrigin: 'http://localhost:3',
  shopToOrchestrator: 'http://127.0.0.1:12',
  orchestratorToCompany: 'http://127.0.0.1:23',
  companyToOrchestrator: 'http://127.0.0.1:32',
  orchestratorToShop: 'http://127.0.0.1:21',
}

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'payloom-demo-test-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

test('keys are made once, readable by their owner alone, and the same after a restart', () => {
  const first = keepDemoSecrets(path.join(directory, 'demo'))
  expect(keepDemoSecrets(path.join(directory, 'demo'))).toEqual(first)
  expect(statSync(path.join(directory, 'demo', 'secrets.json')).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(path.join(directory, 'demo', 'secrets.json'), 'utf8'))).toEqual(first)
})

test('a key that came later is added to those of an older demo, which stay', () => {
  const { office, ...older } = createDemoSecrets()
  writeFileSync(path.join(directory, 'secrets.json'), JSON.stringify(older), { mode: 0o600 })
  const kept = keepDemoSecrets(directory)
  expect(kept).toEqual({ ...older, office: expect.stringMatching(/^[0-9a-f]{24}$/) })
  expect(kept.office).not.toBe(office)
  expect(keepDemoSecrets(directory)).toEqual(kept)
  expect(statSync(path.join(directory, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('keys that cannot be read are an error with its cure, and are not replaced', () => {
  writeFileSync(path.join(directory, 'secrets.json'), '{')
  expect(() => keepDemoSecrets(directory)).toThrow(`delete ${directory} to start anew`)
})

test('signing keys have 32 random bytes', () => {
  const { bus, webhook } = createDemoSecrets()
  for (const key of [bus, webhook]) {
    expect(Buffer.from(key.replace(/^whsec_/, ''), 'base64')).toHaveLength(32)
  }
  expect(bus).not.toBe(webhook)
})

test('a port that something listens on is found', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  expect(await findTakenPort([{ port, use: 'the shop' }])).toEqual({ port, use: 'the shop' })
  await new Promise((resolve) => server.close(resolve))
  expect(await findTakenPort([{ port, use: 'the shop' }])).toBeUndefined()
})

test('neighbours share their keys, and nobody else has them', () => {
  const secrets = createDemoSecrets()
  const { shop, orchestrator, sandbox } = demoEnvironment({ ...plan, directory, secrets })
  const namesOf = (environment: Record<string, string>, secret: string) =>
    Object.keys(environment).filter((name) => environment[name]?.includes(secret))
  expect(namesOf(shop, secrets.bus)).toEqual(['PAYMENTS_BUS_SECRETS'])
  expect(namesOf(orchestrator, secrets.bus)).toEqual(['ORCHESTRATOR_BUS_SECRETS'])
  expect(namesOf(sandbox, secrets.bus)).toEqual([])
  expect(namesOf(shop, secrets.companySecretKey)).toEqual([])
  expect(namesOf(shop, secrets.webhook)).toEqual([])
  expect(namesOf(shop, secrets.office)).toEqual(['SHOP_OFFICE_KEY'])
  expect([...namesOf(orchestrator, secrets.office), ...namesOf(sandbox, secrets.office)]).toEqual([])
  expect(namesOf(sandbox, secrets.serviceToken)).toEqual([])
  expect(orchestrator.ORCHESTRATOR_BUS_URL).toBe('http://127.0.0.1:21/api/payments/bus')
  expect(sandbox.SANDBOX_WEBHOOK_URL).toBe('http://127.0.0.1:32/api/payment/webhook/demo/shop/local/sandbox')
})

test('broker and database reach shop and orchestrator, and not the company; what is said of them has no password', () => {
  const urls = { amqpUrl: 'amqp://me:hidden@broker:5672/v', databaseUrl: 'postgres://me:hidden@db:5432/shop' }
  const { shop, orchestrator, sandbox } = demoEnvironment({
    ...{ ...plan, ...urls, directory, secrets: createDemoSecrets() },
  })
  for (const environment of [shop, orchestrator]) {
    expect(environment).toMatchObject({ AMQP_URL: urls.amqpUrl, DATABASE_URL: urls.databaseUrl })
  }
  expect(JSON.stringify(sandbox)).not.toContain('hidden')
  expect(describeCarriers(urls)).toBe('RabbitMQ at broker:5672/v, PostgreSQL at db:5432/shop')
  expect(describeCarriers({})).toBe('signed webhooks, SQLite')
})

test.each([
  { amqpUrl: 'http://broker' },
  { amqpUrl: 'broker' },
  { databaseUrl: 'mysql://me:hidden@db/shop' },
  { databaseUrl: 'postgres://' },
])('a broker or a database that is none is refused by name, without its password: %j', (urls) => {
  expect(() => describeCarriers(urls)).toThrow(urls.amqpUrl === undefined ? 'DATABASE_URL' : 'AMQP_URL')
  expect(() => describeCarriers(urls)).not.toThrow('hidden')
})
