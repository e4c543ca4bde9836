import type { DatabaseSync } from 'node:sqlite'

/** One script per version of the schema; `user_version` counts the ones that have run. A script that was released is never edited. */
const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE payments (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL,
    total INTEGER NOT NULL, currency TEXT NOT NULL, order_id TEXT, order_version TEXT,
    seq INTEGER NOT NULL, updated_at TEXT NOT NULL, change INTEGER NOT NULL,
    PRIMARY KEY (tenant, payment_id)
  ) STRICT;
  CREATE INDEX payments_by_change ON payments (change);
  CREATE INDEX payments_by_id ON payments (payment_id);
  CREATE TABLE attempts (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, attempt_id TEXT NOT NULL, position INTEGER NOT NULL,
    provider TEXT NOT NULL, method TEXT NOT NULL, title TEXT NOT NULL,
    amount INTEGER NOT NULL, surcharge INTEGER, currency TEXT NOT NULL, is_offline INTEGER NOT NULL,
    version TEXT NOT NULL, request_hash TEXT NOT NULL,
    running_step INTEGER, lease_until INTEGER, unknown_since INTEGER,
    company_id TEXT, placed INTEGER NOT NULL, step INTEGER NOT NULL, outcome TEXT, created_at TEXT NOT NULL,
    PRIMARY KEY (tenant, payment_id, attempt_id)
  ) STRICT;
  CREATE TABLE answers (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, attempt_id TEXT NOT NULL, answered_step INTEGER NOT NULL,
    request_hash TEXT NOT NULL, step INTEGER NOT NULL, outcome TEXT NOT NULL,
    PRIMARY KEY (tenant, payment_id, attempt_id, answered_step)
  ) STRICT;
  CREATE TABLE facts (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, fact_id TEXT NOT NULL, attempt_id TEXT NOT NULL, kind TEXT NOT NULL,
    amount INTEGER, currency TEXT, provider_time TEXT, confirmed INTEGER NOT NULL,
    PRIMARY KEY (tenant, payment_id, fact_id)
  ) STRICT;
  CREATE TABLE burnt_attempts (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, attempt_id TEXT NOT NULL,
    PRIMARY KEY (tenant, payment_id, attempt_id)
  ) STRICT;
  CREATE TABLE history (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, position INTEGER NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (tenant, payment_id, position)
  ) STRICT;
  CREATE TABLE events (
    event_id TEXT PRIMARY KEY, body TEXT NOT NULL, payment_id TEXT, received_at TEXT NOT NULL,
    handled_at TEXT, quarantined_at TEXT, reason TEXT, tries INTEGER NOT NULL, next_try_at INTEGER
  ) STRICT;
  CREATE INDEX events_open ON events (payment_id) WHERE handled_at IS NULL AND quarantined_at IS NULL;
  CREATE INDEX events_due ON events (next_try_at) WHERE handled_at IS NULL AND quarantined_at IS NULL;
  `,
  // Returns, set-ups and parts. Columns are only ever added at the end: rows are written by position.
  `
  ALTER TABLE payments ADD COLUMN customer_id TEXT;
  ALTER TABLE payments ADD COLUMN held_since INTEGER;
  CREATE INDEX payments_held ON payments (held_since) WHERE held_since IS NOT NULL;
  ALTER TABLE attempts ADD COLUMN country TEXT;
  ALTER TABLE attempts ADD COLUMN return_hash TEXT;
  ALTER TABLE attempts ADD COLUMN returned TEXT;
  ALTER TABLE attempts ADD COLUMN settled_at TEXT;
  CREATE INDEX attempts_by_return ON attempts (return_hash) WHERE return_hash IS NOT NULL;
  `,
  // Payments that are looked at by themselves. What an older version left unknown is looked at once, which tells when it is due again.
  `
  ALTER TABLE payments ADD COLUMN due_at INTEGER;
  ALTER TABLE payments ADD COLUMN due_tries INTEGER;
  ALTER TABLE payments ADD COLUMN unpaid_since INTEGER;
  ALTER TABLE attempts ADD COLUMN duplicate_at TEXT;
  CREATE INDEX payments_due ON payments (due_at) WHERE due_at IS NOT NULL;
  UPDATE payments SET due_at = 0, due_tries = 0 WHERE EXISTS (
    SELECT 1 FROM attempts
    WHERE attempts.tenant = payments.tenant AND attempts.payment_id = payments.payment_id
      AND (running_step IS NOT NULL OR unknown_since IS NOT NULL OR (returned IS NOT NULL AND settled_at IS NULL))
  );
  `,
]

/** Brings a database to the newest schema. Safe when two processes start at once. */
export function migrateSqlite(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number
    }
    if (version > migrations.length) {
      throw new Error(
        `createSqliteStore: the database is of schema ${version}, newer than this version's ${migrations.length}. Update @payloom/server.`,
      )
    }
    for (const script of migrations.slice(version)) database.exec(script)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
