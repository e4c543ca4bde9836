/** The tables of one owner, in both dialects: one script per version. A script that was released is never edited. */
export interface DatabaseSchema {
  /** Name of the schema in PostgreSQL, and of the owner in messages, e.g. `payloom_shop`. */
  name: string
  /** Counted by `user_version`. */
  sqlite: readonly string[]
  /** Counted in the schema's own table `schema_version`. */
  postgres: readonly string[]
}
