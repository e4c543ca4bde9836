import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { findPostgres, openPostgres } from '../../../../scripts/services/openPostgres.ts'
import { openDatabase } from './openDatabase.ts'

/** A way to a server that can stop passing anything on, while neither end hears of it. */
async function openDeafLink(target: number) {
  const sockets = new Set<Socket>()
  let isDeaf = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => isDeaf || to.write(chunk))
      from.on('error', () => undefined)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    fall() {
      isDeaf = true
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe.skipIf(findPostgres() === undefined)('PostgreSQL, of whose users one is lost without a word', () => {
  test('in the middle of a transaction: what it holds is free for the others within seconds (E9)', async () => {
    const server = await openPostgres()
    const url = server?.url ?? ''
    const link = await openDeafLink(Number(new URL(url).port))
    const lost = openDatabase({ location: `postgres://payloom@127.0.0.1:${link.port}/postgres` })
    const other = openDatabase({ location: url })
    onTestFinished(async () => {
      link.close()
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
    link.fall()
    const start = performance.now()
    await other.transaction(function* (sql) {
      yield* sql.lock('payment')
    })
    expect(performance.now() - start).toBeLessThan(15_000)
    link.close()
    await failing
  }, 60_000)
})
