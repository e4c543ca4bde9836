import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSessionStore } from '../session/sessionStore.ts'
import { openShopDatabase } from './openShopDatabase.ts'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'payloom-shop-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

test('a session of the first version is a guest’s, and its parcel goes the usual way', () => {
  const file = path.join(directory, 'shop.sqlite')
  const first = new DatabaseSync(file)
  first.exec(
    `create table session (
       id text primary key, country text not null, contact text not null,
       payment_id text not null unique, created_at integer not null
     ) strict;
     insert into session values ('s1', 'NL', '{"name":"Ada"}', 'pm_1', 1);
     pragma user_version = 1`,
  )
  first.close()
  const database = openShopDatabase(file)
  expect(createSessionStore(database, () => 0).find('s1')).toEqual({
    id: 's1',
    contact: { name: 'Ada' },
    paymentId: 'pm_1',
    shippingOption: 'standard',
  })
  database.close()
})
