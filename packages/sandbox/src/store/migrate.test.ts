import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../startSandbox.fixture.ts'
import { writeVersionOne } from './versionOne.fixture.ts'

function createOldFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'sandbox.db')
  const database = new DatabaseSync(file)
  writeVersionOne(database)
  database.close()
  return file
}

test('the books of the first version are read on, and their payments go on', async () => {
  const { api, decide, ask } = await startSandbox({ database: createOldFile() })
  expect((await api('GET', '/ledger')).body).toMatchObject({
    payments: [
      {
        id: 'pay_paid',
        metadata: { a: 'b' },
        shownAmount: { value: 1999, currency: 'EUR' },
        authorizedAmount: { value: 0, currency: 'EUR' },
        refundedAmount: { value: 49, currency: 'EUR' },
        events: [{ type: 'payment.captured' }],
      },
      { id: 'pay_asked', action: { id: 'act_1', type: 'challenge' } },
    ],
    kept: [{ value: 2000, currency: 'EUR' }],
  })
  const result = await decide('act_1', 'approve')
  expect(await api('POST', '/v1/payments/pay_asked/actions', { actionId: 'act_1', result })).toMatchObject({
    body: { status: 'requires_action', action: { type: 'challenge' } },
  })
  expect(await ask('card', { token: 'tok_paid' })).toMatchObject({ body: { error: { code: 'token_used' } } })
  expect(await ask('card', { token: 'tok_free' })).toMatchObject({ body: { status: 'succeeded' } })
})

test('after the migration the references between the tables hold', async () => {
  const file = createOldFile()
  await (await startSandbox({ database: file })).close()
  const database = new DatabaseSync(file)
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  expect(database.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 4 })
  const insert = () =>
    database.exec(
      "INSERT INTO events VALUES (9, 'evt_9', 'pay_nowhere', 'payment.captured', 1, 1, NULL, NULL)",
    )
  expect(insert).toThrow('FOREIGN KEY')
  database.close()
})
