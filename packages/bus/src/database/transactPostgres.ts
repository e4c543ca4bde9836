import type pg from 'pg'
import { isStalePlan } from './isStalePlan.ts'

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
    // Where a statement has failed PostgreSQL answers a commit with a rollback, and no error.
    const { command } = await client.query('COMMIT')
    if (command === 'ROLLBACK') {
      throw new Error(
        'openDatabase: a statement failed in the transaction, and PostgreSQL kept nothing of it. Let the error end the transaction.',
      )
    }
    return value
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = new Error('openDatabase: the connection broke in a transaction.', { cause })
    })
    if (isStalePlan(error)) broken ??= error as Error
    throw error
  } finally {
    client.off('error', ignore)
    client.release(broken)
  }
}
