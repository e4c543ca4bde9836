import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProcess } from './process.fixture.ts'
import { readEnvironment } from './readEnvironment.ts'
import { busSecret, configuration, serviceToken } from './world.fixture.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
  writeFileSync(path.join(folder, 'orchestrator.json'), JSON.stringify(configuration))
})
afterEach(() => rmSync(folder, { recursive: true }))

const environment = (change: Record<string, string> = {}): Record<string, string> => ({
  ORCHESTRATOR_PORT: '0',
  ORCHESTRATOR_DATABASE: path.join(folder, 'orchestrator.db'),
  ORCHESTRATOR_CONFIG: path.join(folder, 'orchestrator.json'),
  ORCHESTRATOR_SERVICE_TOKEN: serviceToken,
  ORCHESTRATOR_BUS_URL: 'http://127.0.0.1:1/bus',
  ORCHESTRATOR_BUS_SECRETS: `${busSecret}, ${busSecret}`,
  ORCHESTRATOR_SANDBOX_URL: 'http://127.0.0.1:1',
  ORCHESTRATOR_SANDBOX_PUBLIC_URL: 'http://localhost:1',
  ORCHESTRATOR_SANDBOX_SECRET_KEY: 'sk',
  ORCHESTRATOR_SANDBOX_PUBLISHABLE_KEY: 'pk',
  ORCHESTRATOR_SANDBOX_WEBHOOK_SECRET: busSecret,
  ...change,
})

test('the process says where it listens, answers, and ends on SIGTERM', async () => {
  const { first, origin, end } = await openProcess(environment())
  const { port } = first
  expect(first).toEqual({
    ...{ time: expect.stringMatching(/^\d{4}-.*Z$/), event: 'listening' },
    ...{ origin: `http://127.0.0.1:${String(port)}`, port },
  })
  expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ status: 'ok' })
  expect(await end('SIGTERM')).toEqual([0, null])
})

test('every variable that is missing or wrong is named', () => {
  expect(() => readEnvironment({ ORCHESTRATOR_PORT: 'http', ORCHESTRATOR_PROFILE: 'demo' })).toThrow(
    /PORT is not a port; .*CONFIG is missing; .*BUS_SECRETS is missing.*PROFILE is not "organization\/project/,
  )
})

test('a database and a broker take the place of file and webhooks', () => {
  const {
    ORCHESTRATOR_DATABASE: _,
    ORCHESTRATOR_BUS_URL: __,
    ORCHESTRATOR_BUS_SECRETS: ___,
    ...rest
  } = environment()
  const urls = { DATABASE_URL: 'postgres://db/payloom', AMQP_URL: 'amqp://broker' }
  expect(readEnvironment({ ...rest, ...urls })).toMatchObject({
    database: 'postgres://db/payloom',
    bus: { amqpUrl: 'amqp://broker' },
  })
  expect(readEnvironment({ ...environment(), ...urls }).database).toBe('postgres://db/payloom')
  expect(() => readEnvironment({ ...rest, ...urls, DATABASE_URL: 'mysql://db' })).toThrow(
    'DATABASE_URL is not a postgres:// URL',
  )
})

test('a configuration file that cannot be read is named by its variable', () => {
  expect(() => readEnvironment(environment({ ORCHESTRATOR_CONFIG: '/nowhere' }))).toThrow(
    'ORCHESTRATOR_CONFIG',
  )
})

test('what may be left out has its default, and what is given is taken', () => {
  expect(readEnvironment(environment())).toMatchObject({
    profile: { organization: 'demo', project: 'shop', environment: 'local' },
    bus: { secrets: [busSecret, busSecret] },
  })
  expect(
    readEnvironment(environment({ ORCHESTRATOR_PROFILE: 'a/b/c', ORCHESTRATOR_HOST: '::1' })),
  ).toMatchObject({
    profile: { organization: 'a', project: 'b', environment: 'c' },
    host: '::1',
  })
})
