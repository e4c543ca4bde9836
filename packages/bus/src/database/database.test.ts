import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import type { Database } from './Database.ts'
import type { DatabaseSchema } from './DatabaseSchema.ts'
import { openDatabase } from './openDatabase.ts'

const first = {
  sqlite: 'CREATE TABLE things (name TEXT PRIMARY KEY, size INTEGER) STRICT',
  postgres: 'CREATE TABLE things (name TEXT PRIMARY KEY, size BIGINT)',
}
const schemaOf = (name: string, ...more: string[]): DatabaseSchema => ({
  name,
  sqlite: [first.sqlite, ...more],
  postgres: [first.postgres, ...more],
})

/** Each test has tables of its own: a file, or a schema. */
function describeDatabase(title: string, isSkipped: boolean, locate: () => string): void {
  describe.skipIf(isSkipped)(`a database: ${title}`, () => {
    let count = 0
    let open: Database[] = []
    let name = ''
    let location = ''
    beforeEach(() => {
      count += 1
      name = `things_${count}`
      location = locate()
    })
    afterEach(async () => {
      await Promise.all(open.map((one) => one.close()))
      open = []
    })
    const start = (schema: DatabaseSchema = schemaOf(name)): Database => {
      const database = openDatabase({ location, schema })
      open.push(database)
      return database
    }
    const put = 'INSERT INTO things (name, size) VALUES (?, ?) ON CONFLICT (name) DO NOTHING'

    test('what is written is read by another process, numbers as numbers', async () => {
      const database = start()
      expect(await database.run(put, 'a', 2 ** 52)).toBe(1)
      expect(await database.run(put, 'a', 7)).toBe(0)
      expect(await start().get('SELECT * FROM things WHERE name = ?', 'a')).toEqual({
        name: 'a',
        size: 2 ** 52,
      })
      expect(await database.get('SELECT * FROM things WHERE name = ?', 'b')).toBeUndefined()
      expect(await database.all('SELECT * FROM things')).toHaveLength(1)
    })

    test('a transaction that throws leaves nothing', async () => {
      const database = start()
      const failing = database.transaction(function* (sql) {
        yield* sql.run(put, 'a', 1)
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await database.all('SELECT * FROM things')).toEqual([])
    })

    test('two processes that count up under one name lose no count', async () => {
      const databases = [start(), start()]
      const countUp = (database: Database) =>
        database.transaction(function* (sql) {
          yield* sql.lock('counter')
          const row = yield* sql.get('SELECT size FROM things WHERE name = ?', 'counter')
          const size = Number(row?.size ?? 0) + 1
          const write =
            'INSERT INTO things (name, size) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET size = excluded.size'
          yield* sql.run(write, 'counter', size)
        })
      await Promise.all(Array.from({ length: 50 }, (_, index) => countUp(databases[index % 2] as Database)))
      expect(await databases[0]?.get('SELECT size FROM things')).toEqual({ size: 50 })
    })

    test('a statement that fails ends its transaction, and the database goes on', async () => {
      const database = start()
      const failing = database.transaction(function* (sql) {
        yield* sql.run('INSERT INTO nowhere (name) VALUES (?)', 'a')
      })
      await expect(failing).rejects.toThrow(/nowhere/)
      expect(await database.run(put, 'b', 2)).toBe(1)
    })

    test('two handles of one process never wait for each other in the middle', async () => {
      const [one, other] = [start(), start()]
      const write = (database: Database, name: string) =>
        database.transaction(function* (sql) {
          yield* sql.run(put, name, 1)
          yield* sql.run(put, `${name}2`, 1)
        })
      await Promise.all([write(one, 'a'), write(other, 'b'), one.run(put, 'c', 1), other.run(put, 'd', 1)])
      expect(await one.all('SELECT name FROM things')).toHaveLength(6)
    })

    test('a snapshot sees one state', async () => {
      const database = start()
      await database.run(put, 'a', 1)
      const seen = database.snapshot(function* (sql) {
        const before = yield* sql.all('SELECT name FROM things')
        const after = yield* sql.all('SELECT name FROM things')
        return [before.length, after.length]
      })
      await start().run(put, 'b', 2)
      expect(await seen.then(([before, after]) => before === after)).toBe(true)
    })

    test('many that start at once migrate once, and a newer schema is refused', async () => {
      const more = schemaOf(name, "INSERT INTO things (name, size) VALUES ('migrated', 2)")
      await start().run(put, 'old', 1)
      await Promise.all([start(more), start(more), start(more)].map((one) => one.all('SELECT 1 AS one')))
      expect(await start(more).all('SELECT name FROM things ORDER BY name')).toEqual([
        { name: 'migrated' },
        { name: 'old' },
      ])
      await expect((async () => await start().all('SELECT 1 AS one'))()).rejects.toThrow(
        /newer than this version's 1/,
      )
    })

    test('a statement that makes a table changes no rows', async () => {
      expect(await start().run(`CREATE TABLE ${name}_more (name TEXT)`)).toBe(0)
    })

    test('a table can be made, twice too, and counts as nothing changed', async () => {
      const database = start()
      const text = 'CREATE TABLE IF NOT EXISTS more (name TEXT)'
      for (const _ of ['once', 'again']) {
        expect(await database.transaction((sql) => sql.run(text))).toBe(0)
      }
    })

    test('closing twice does nothing more', async () => {
      const database = start()
      await database.all('SELECT 1 AS one')
      await database.close()
      await database.close()
    })
  })
}

const directory = mkdtempSync(path.join(tmpdir(), 'payloom-database-'))
let files = 0
let server: PostgresServer | undefined
const isMissing = findPostgres() === undefined
beforeAll(async () => {
  server = await openPostgres()
})
afterAll(async () => {
  await server?.close()
  rmSync(directory, { recursive: true, force: true })
})

describeDatabase('SQLite', false, () => path.join(directory, `${++files}.sqlite`))
describeDatabase(`PostgreSQL${isMissing ? ' (not installed here)' : ''}`, isMissing, () => server?.url ?? '')

describe.skipIf(isMissing)('PostgreSQL alone', () => {
  const url = (): string => server?.url ?? ''

  test('a transaction tells who listens, in another process too, once it is committed', async () => {
    const schema = schemaOf('telling')
    const [teller, hearer] = [
      openDatabase({ location: url(), schema }),
      openDatabase({ location: url(), schema }),
    ]
    let heard = 0
    const stop = hearer.listen('changes', () => (heard += 1))
    await vi.waitFor(() => expect(heard).toBe(1))
    await teller.transaction(function* (sql) {
      yield* sql.notify('changes')
      expect(heard).toBe(1)
    })
    await vi.waitFor(() => expect(heard).toBe(2))
    stop()
    await Promise.all([teller.close(), hearer.close()])
  })

  test('a database that is not there fails the calls that need it; once it is there they work', async () => {
    const database = openDatabase({ location: url(), schema: schemaOf('later') })
    await server?.kill()
    await expect(database.all('SELECT 1 AS one')).rejects.toThrow()
    await server?.start()
    await vi.waitFor(async () => expect(await database.all('SELECT 1 AS one')).toEqual([{ one: 1 }]), {
      timeout: 9_000,
    })
    await database.close()
  })

  test('a database that dies in the middle of a transaction fails that one, and no other for ever', async () => {
    const database = openDatabase({ location: url(), schema: schemaOf('dying') })
    await database.all('SELECT 1 AS one')
    const sleeping = database.transaction(function* (sql) {
      yield* sql.run('INSERT INTO things (name, size) VALUES (?, ?)', 'a', 1)
      yield* sql.all('SELECT pg_sleep(?)', 60)
    })
    const failing = expect(sleeping).rejects.toThrow()
    const waiting = 'SELECT 1 AS one FROM pg_stat_activity WHERE query LIKE ? AND pid <> pg_backend_pid()'
    await vi.waitFor(async () => expect(await database.all(waiting, '%pg_sleep%')).not.toEqual([]))
    await server?.kill()
    await failing
    await server?.start()
    await vi.waitFor(async () => expect(await database.all('SELECT * FROM things')).toEqual([]), {
      timeout: 9_000,
    })
    await database.close()
  })

  test('settings in the URL are kept, and take no owner out of its own schema', async () => {
    const location = `${url()}?options=${encodeURIComponent('-c statement_timeout=5000')}`
    for (const name of ['owner_one', 'owner_two']) {
      const database = openDatabase({ location, schema: schemaOf(name) })
      await database.run('INSERT INTO things (name, size) VALUES (?, ?)', name, 1)
      expect(await database.all('SELECT name FROM things')).toEqual([{ name }])
      expect(await database.get('SHOW statement_timeout')).toEqual({ statement_timeout: '5s' })
      await database.close()
    }
  })

  test('a process goes on while a newer one grows the tables that it reads', async () => {
    const older = openDatabase({ location: url(), schema: schemaOf('growing') })
    const read = () => older.snapshot((sql) => sql.all('SELECT * FROM things'))
    await older.run('INSERT INTO things (name, size) VALUES (?, ?)', 'a', 1)
    const readOften = () => Promise.all(Array.from({ length: 20 }, read))
    await readOften()
    await older.all('SELECT * FROM things')
    const more = 'ALTER TABLE things ADD COLUMN weight BIGINT'
    const newer = openDatabase({ location: url(), schema: schemaOf('growing', more) })
    await newer.all('SELECT 1 AS one')
    expect(await older.all('SELECT * FROM things')).toMatchObject([{ name: 'a' }])
    for (const rows of await readOften()) expect(rows).toMatchObject([{ name: 'a', size: 1 }])
    await Promise.all([older.close(), newer.close()])
  })

  test('what PostgreSQL kept nothing of is no success, also when an error in it was caught', async () => {
    const database = openDatabase({ location: url(), schema: schemaOf('caught') })
    const put = 'INSERT INTO things (name, size) VALUES (?, ?)'
    const catching = database.transaction(function* (sql) {
      yield* sql.run(put, 'a', 1)
      try {
        yield* sql.run(put, 'a', 2)
      } catch {
        return 'kept'
      }
      return 'kept'
    })
    await expect(catching).rejects.toThrow(/kept nothing/)
    expect(await database.all('SELECT name FROM things')).toEqual([])
    await database.close()
  })

  test('a schema cannot carry SQL in its name', () => {
    expect(() => openDatabase({ location: url(), schema: schemaOf('x; drop') })).toThrow(TypeError)
  })
})
