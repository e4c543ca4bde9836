import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from './openStore.ts'

function createFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'sandbox.db')
}

const key = { scope: 'payments', key: 'k', fingerprint: 'f', answer: '{}' }

test('what was written is there after the file is opened again', () => {
  const file = createFile()
  const store = openStore(file)
  store.idempotency.insert(key)
  store.close()
  const again = openStore(file)
  expect(again.idempotency.find('payments', 'k')).toEqual(key)
  again.close()
})

test('a task that throws leaves nothing', () => {
  const store = openStore(':memory:')
  const task = () =>
    store.transaction(() => {
      store.idempotency.insert(key)
      throw new Error('half-way')
    })
  expect(task).toThrow('half-way')
  expect(store.idempotency.find('payments', 'k')).toBeUndefined()
  store.close()
})

test('two openings of one file see each other’s work', () => {
  const file = createFile()
  const [one, other] = [openStore(file), openStore(file)]
  one.transaction(() => one.idempotency.insert(key))
  expect(other.transaction(() => other.idempotency.find('payments', 'k'))).toEqual(key)
  one.close()
  other.close()
})

test('a file of a newer version is left alone', () => {
  const file = createFile()
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 99')
  database.close()
  expect(() => openStore(file)).toThrow('written by a newer version')
})

test('a folder that is not there is named', () => {
  expect(() => openStore('/nowhere/at/all/sandbox.db')).toThrow(
    '"/nowhere/at/all/sandbox.db" cannot be opened',
  )
})
