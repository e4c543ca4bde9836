import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../scripts/services/openPostgres.ts'

/** A database in another process takes longer, and nothing here is about speed. */
const patient = ['--testTimeout', '60000', '--maxWorkers', '1']
const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const files = [
  'handlers/parts',
  'handlers/returns',
  'handlers/supersede',
  'handlers/unknownOutcome',
  'listener/createListener',
  'retention',
].map((name) => `packages/server/src/${name}`)
const isMissing = findPostgres() === undefined

describe.skipIf(isMissing)(`on PostgreSQL${isMissing ? ' (not installed here)' : ''}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = (await openPostgres()) ?? expect.fail()
  }, 30_000)
  afterAll(() => server.close(), 30_000)

  test('replaced and unknown attempts, returns, parts, messages and retention do what they do on SQLite', async () => {
    // A run of its own: the environment chooses the store of every test that does not bring one.
    const { PATH = '', HOME = '' } = process.env
    const env = { PATH, HOME, PAYLOOM_TEST_DATABASE: server.url }
    const call = [`${root}/node_modules/vitest/vitest.mjs`, 'run', '--project', 'node', ...patient, ...files]
    const outcome = await run(process.execPath, call, { cwd: root, env, maxBuffer: 1e8 }).then(
      () => 'passed',
      ({ stdout }: { stdout?: string }) => stdout?.split('\n').filter((line) => /[×❯]|Error/.test(line)),
    )
    expect(outcome).toBe('passed')
  }, 600_000)
})
