import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createSqliteStore } from './createSqliteStore.ts'
import { describeEventStore } from './eventStoreContract.fixture.ts'
import { describePaymentStore } from './paymentStoreContract.fixture.ts'
import { sqliteWorld } from './storeWorld.fixture.ts'

describePaymentStore('SQLite', false, sqliteWorld)
describeEventStore('SQLite', false, sqliteWorld)

test('a file of a later version is refused with the cure', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-store-'))
  const file = path.join(folder, 'store.sqlite')
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 99')
  database.close()
  expect(() => createSqliteStore({ path: file })).toThrow('Update Payloom')
  rmSync(folder, { recursive: true })
})

test('a store in memory is gone with its process', async () => {
  const [one, two] = [createSqliteStore({ path: ':memory:' }), createSqliteStore({ path: ':memory:' })]
  expect(await one.secret()).not.toBe(await two.secret())
  await one.close()
  await two.close()
})
