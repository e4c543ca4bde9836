import type pg from 'pg'

/** Runs work between BEGIN and COMMIT on one connection of the pool. */
export async function transactPostgres<T>(
  pool: pg.Pool,
  start: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  // It may break between two statements; the next one says so.
  const ignore = (): void => undefined
  client.on('error', ignore)
  let broken: Error | undefined
  try {
    await client.query(start)
    const value = await work(client)
    await client.query('COMMIT')
    return value
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = new Error('openDatabase: the connection broke in a transaction.', { cause })
    })
    throw error
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}
