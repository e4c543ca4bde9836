import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createSqliteStore } from './createSqliteStore.ts'
import { describeEventStore } from './eventStoreContract.fixture.ts'
import type { PaymentStore } from './PaymentStore.ts'
import { describePaymentStore } from './paymentStoreContract.fixture.ts'
import { recordTime, sqliteWorld } from './storeWorld.fixture.ts'

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

test('what is erased is not left over in the file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'payloom-store-'))
  const file = path.join(folder, 'store.sqlite')
  const write = async (work: (store: PaymentStore) => Promise<unknown>): Promise<boolean> => {
    const store = createSqliteStore({ path: file })
    await work(store)
    await store.close()
    return readFileSync(file, 'latin1').includes('canary')
  }
  const ended = { receivedAt: recordTime, handledAt: recordTime, tries: 0 }
  const wasThere = await write(async (store) => {
    for (let serial = 0; serial < 90; serial += 1) {
      const body = JSON.stringify({ payer: 'canary', more: '.'.repeat(serial * 9) })
      await store.saveEvent({ eventId: `e${serial}`, body, ...ended })
    }
  })
  expect([wasThere, await write((store) => store.erase('2026-11-23T00:00:00Z'))]).toEqual([true, false])
  rmSync(folder, { recursive: true })
})
