import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import { attemptId } from '../world.fixture.ts'
import { describeStore, openTestLedger, type TestLedger } from './storeContract.fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'payloom-store-'))
let server: PostgresServer | undefined
const isMissing = findPostgres() === undefined
beforeAll(async () => {
  server = await openPostgres()
}, 30_000)
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true })
})

let ledgers: TestLedger[] = []
afterEach(async () => {
  await Promise.all(ledgers.map(({ store }) => store.close()))
  ledgers = []
})
const keep = (ledger: TestLedger): TestLedger => {
  ledgers.push(ledger)
  return ledger
}

describe('in SQLite', () => {
  describeStore(() => keep(openTestLedger(path.join(folder, 'ledger.db'))))
})

describe.skipIf(isMissing)(`in PostgreSQL${isMissing ? ' (not installed here)' : ''}`, () => {
  describeStore(() => keep(openTestLedger(server?.url ?? '')))
})

test('whatever comes in whatever order, before or after the claim, is told once', async () => {
  const amount = { value: 2000, currency: 'EUR' }
  const attempt = {
    ...{ attemptId, paymentId: 'payment-1', provider: 'sandbox', method: 'card', amount, due: amount },
    fingerprint: 'one',
  }
  const event = (factId: string) => ({
    ...{ reference: attemptId, companyId: 'pay_1', payload: {} },
    fact: { factId, kind: 'captured', amount },
  })
  const arrivals = fc.array(fc.constantFrom('claim', 'evt_1', 'evt_2', 'evt_3', 'read-back'), {
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(arrivals, async (steps) => {
      const { store, told: messages } = openTestLedger(':memory:')
      for (const step of [...steps, 'claim']) {
        if (step === 'claim') await store.claimAttempt(attempt)
        else if (step !== 'read-back') await store.recordEvent('sandbox', event(step))
        else if (await store.findAttempt(attemptId)) {
          const facts = [{ ...event('evt_1').fact, confirmed: true }]
          await store.saveAnswer(attemptId, 0, {
            companyId: 'pay_1',
            outcome: { outcome: 'complete' },
            facts,
          })
        }
      }
      const told = messages.map(({ messageId }) => messageId)
      const arrived = new Set(steps.filter((step) => step.startsWith('evt')).map((step) => `fact-${step}`))
      expect(new Set(told).size).toBe(told.length)
      expect(told).toEqual(expect.arrayContaining([...arrived]))
      for (const id of told) expect([...arrived, 'fact-evt_1']).toContain(id)
      await store.close()
    }),
    { numRuns: 200 },
  )
})
