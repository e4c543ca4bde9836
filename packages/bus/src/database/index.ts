// The database
export type { Database, Sql, SqlRow, SqlStep, SqlSteps, SqlValue, Transaction } from './Database.ts'
export type { DatabaseSchema } from './DatabaseSchema.ts'
export type { DatabaseOptions } from './openDatabase.ts'
export { isPostgresUrl, openDatabase } from './openDatabase.ts'
