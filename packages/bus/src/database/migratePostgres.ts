import type postgres from 'postgres'
import type { DatabaseSchema } from './DatabaseSchema.ts'

/** Brings a schema to its newest version, making it if need be. Safe when several processes start at once. */
export async function migratePostgres(
  client: postgres.Sql,
  { name, postgres: scripts }: DatabaseSchema,
): Promise<void> {
  await client.begin(async (connection) => {
    await connection.unsafe('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${name}.migrate`])
    // Asked first: who may not create schemas can be given one that exists.
    const [known] = await connection.unsafe('SELECT 1 FROM pg_namespace WHERE nspname = $1', [name])
    if (!known) await connection.unsafe(`CREATE SCHEMA ${name}`)
    await connection.unsafe(`CREATE TABLE IF NOT EXISTS ${name}.schema_version (version INTEGER NOT NULL)`)
    const [row] = await connection.unsafe(`SELECT version FROM ${name}.schema_version`)
    const version = Number(row?.version ?? 0)
    if (version > scripts.length) {
      throw new Error(
        `openDatabase: the schema ${name} is of version ${version}, newer than this version's ${scripts.length}. Update Payloom.`,
      )
    }
    for (const script of scripts.slice(version)) await connection.unsafe(script)
    await connection.unsafe(
      row
        ? `UPDATE ${name}.schema_version SET version = ${scripts.length}`
        : `INSERT INTO ${name}.schema_version VALUES (${scripts.length})`,
    )
  })
}
