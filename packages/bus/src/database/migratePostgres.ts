import type pg from 'pg'
import type { DatabaseSchema } from './DatabaseSchema.ts'
import { transactPostgres } from './transactPostgres.ts'

/** Brings a schema to its newest version, making it if need be. Safe when several processes start at once. */
export async function migratePostgres(
  pool: pg.Pool,
  { name, postgres: scripts }: DatabaseSchema,
): Promise<void> {
  await transactPostgres(pool, 'BEGIN', async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${name}.migrate`])
    // Asked first: who may not create schemas can be given one that exists.
    const known = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [name])
    if (known.rowCount === 0) await client.query(`CREATE SCHEMA ${name}`)
    await client.query(`CREATE TABLE IF NOT EXISTS ${name}.schema_version (version INTEGER NOT NULL)`)
    const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${name}.schema_version`)
    const version = rows[0]?.version ?? 0
    if (version > scripts.length) {
      throw new Error(
        `openDatabase: the schema ${name} is of version ${version}, newer than this version's ${scripts.length}. Update Payloom.`,
      )
    }
    for (const script of scripts.slice(version)) await client.query(script)
    await client.query(
      rows[0]
        ? `UPDATE ${name}.schema_version SET version = ${scripts.length}`
        : `INSERT INTO ${name}.schema_version VALUES (${scripts.length})`,
    )
  })
}
