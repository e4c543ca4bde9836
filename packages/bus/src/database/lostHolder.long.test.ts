import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openLink } from '../../../../scripts/services/openLink.ts'
import { findPostgres, openPostgres } from '../../../../scripts/services/openPostgres.ts'
import { openDatabase } from './openDatabase.ts'

describe.skipIf(findPostgres() === undefined)('PostgreSQL, of whose users one is lost without a word', () => {
  test('in the middle of a transaction: what it holds is free for the others within seconds (E9)', async () => {
    const server = await openPostgres()
    const url = server?.url ?? ''
    const link = await openLink(() => Number(new URL(url).port))
    const lost = openDatabase({ location: `postgres://payloom@127.0.0.1:${link.port}/postgres` })
    const other = openDatabase({ location: url })
    onTestFinished(async () => {
      await link.close()
      await Promise.all([lost.close(), other.close()])
      await server?.close()
    })
    const holding = lost.transaction(function* (sql) {
      yield* sql.lock('payment')
      yield* sql.all('SELECT pg_sleep(?)', 1)
    })
    const failing = expect(holding).rejects.toThrow()
    const sleeping = 'SELECT 1 AS one FROM pg_stat_activity WHERE query LIKE ? AND pid <> pg_backend_pid()'
    await vi.waitFor(async () => expect(await other.all(sleeping, '%pg_sleep%')).not.toEqual([]))
    link.stall()
    const start = performance.now()
    await other.transaction(function* (sql) {
      yield* sql.lock('payment')
    })
    expect(performance.now() - start).toBeLessThan(15_000)
    await link.close()
    await failing
  }, 60_000)
})
