import type { DatabaseSchema } from '@payloom/bus/database'
import { postgresScripts } from './postgresScripts.ts'
import { sqliteScripts } from './sqliteScripts.ts'

/** The tables of the ledger. */
export const ledgerSchema: DatabaseSchema = {
  name: 'payloom_orchestrator',
  sqlite: sqliteScripts,
  postgres: postgresScripts,
}
