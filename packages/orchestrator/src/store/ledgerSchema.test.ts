import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attemptId, eventually, openWorld, order } from '../world.fixture.ts'
import { ledgerSchema } from './ledgerSchema.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A file as the first milestone wrote it: version 3, an attempt with an open challenge. */
function writeOldFile(file: string, fingerprint: string): void {
  const database = new DatabaseSync(file)
  for (const script of ledgerSchema.sqlite.slice(0, 3)) database.exec(script)
  database.exec('PRAGMA user_version = 3')
  const time = '2026-11-01T10:00:00.000Z'
  database.exec(`
    INSERT INTO payments VALUES ('payment-1', 'ORDER-7', '${time}');
    INSERT INTO attempts
      (attempt_id, payment_id, provider, method, value, currency, fingerprint, company_id, created_at, asked_at)
      VALUES ('${attemptId}', 'payment-1', 'sandbox', 'card', 1999, 'EUR', '${fingerprint}', 'pay_1', '${time}', '${time}');
    INSERT INTO results VALUES ('${attemptId}', 1, '{"outcome":"complete"}', '${time}');
    INSERT INTO facts (fact_id, attempt_id, kind, value, currency, confirmed, created_at)
      VALUES ('evt_1', '${attemptId}', 'captured', 1999, 'EUR', 1, '${time}');
  `)
  database.close()
}

test('a file of an older version goes on', async () => {
  const file = path.join(folder, 'ledger.db')
  writeOldFile(file, 'another')
  const world = await openWorld({ database: file })
  await eventually(() => expect(world.log).toContainEqual(expect.objectContaining({ event: 'listening' })))
  const { body } = await world.call('GET', '/payment/payment-1')
  expect(body.attempts).toMatchObject([
    {
      attemptId,
      facts: [{ factId: 'evt_1', kind: 'captured' }],
      result: { outcome: { outcome: 'complete' } },
    },
  ])
  expect((await world.pay()).status).toBe(422)
  const stored = await world.pay({
    ...order,
    attemptId: 'b'.repeat(32),
    customerId: 'customer-1',
    store: true,
  })
  expect(stored.status).toBe(200)
  expect((await world.call('GET', '/stored-payment-methods/customer-1')).body).toHaveLength(1)
  await world.close()
})
