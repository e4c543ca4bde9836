import type { DatabaseSync } from 'node:sqlite'

/** One script per version of the file; the file's `user_version` says how many it has run. */
const scripts: readonly string[] = [
  `
  CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    brand TEXT NOT NULL,
    last4 TEXT NOT NULL,
    scenario TEXT NOT NULL,
    shown_value INTEGER,
    shown_currency TEXT,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE payments (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL,
    method TEXT NOT NULL,
    scenario TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE REFERENCES tokens (id),
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    captured INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    error TEXT,
    metadata TEXT,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX payments_reference ON payments (reference);
  CREATE TABLE actions (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    payment TEXT NOT NULL REFERENCES payments (id),
    step INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    decision TEXT,
    result TEXT,
    used_at INTEGER
  ) STRICT;
  CREATE INDEX actions_payment ON actions (payment);
  CREATE TABLE events (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    payment TEXT NOT NULL REFERENCES payments (id),
    type TEXT NOT NULL,
    value INTEGER,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX events_payment ON events (payment);
  CREATE TABLE idempotency (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (scope, key)
  ) STRICT;
  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    delivered_at INTEGER
  ) STRICT;
  CREATE INDEX outbox_due ON outbox (due_at) WHERE delivered_at IS NULL;
  `,
  // Payments without a token: SQLite takes a NOT NULL away by making the table anew (sqlite.org/lang_altertable.html).
  `
  CREATE TABLE payments_2 (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL,
    method TEXT NOT NULL,
    scenario TEXT NOT NULL,
    token TEXT REFERENCES tokens (id),
    gift TEXT REFERENCES gift_cards (id),
    customer TEXT,
    store INTEGER NOT NULL,
    stored TEXT REFERENCES sources (id),
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    authorized INTEGER NOT NULL,
    captured INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    error TEXT,
    metadata TEXT,
    code TEXT UNIQUE,
    return_url TEXT,
    decision TEXT,
    completion TEXT,
    expires_at INTEGER,
    created_at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO payments_2 (row, id, reference, method, scenario, token, store, value, currency, status, authorized,
      captured, refunded, error, metadata, created_at)
    SELECT row, id, reference, method, scenario, token, 0, value, currency, status, 0, captured, refunded, error,
      metadata, created_at FROM payments;
  DROP TABLE payments;
  ALTER TABLE payments_2 RENAME TO payments;
  CREATE INDEX payments_reference ON payments (reference);
  CREATE INDEX payments_expiry ON payments (expires_at) WHERE status = 'pending';
  ALTER TABLE tokens ADD COLUMN kind TEXT NOT NULL DEFAULT 'card';
  ALTER TABLE tokens ADD COLUMN expiry TEXT;
  ALTER TABLE tokens ADD COLUMN needs_cvc INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE tokens ADD COLUMN verification TEXT;
  ALTER TABLE tokens ADD COLUMN used_by TEXT;
  UPDATE tokens SET used_by = (SELECT id FROM payments WHERE token = tokens.id);
  ALTER TABLE actions ADD COLUMN type TEXT NOT NULL DEFAULT 'challenge';
  CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    brand TEXT NOT NULL,
    last4 TEXT NOT NULL,
    expiry TEXT NOT NULL,
    scenario TEXT NOT NULL,
    needs_cvc INTEGER NOT NULL,
    customer TEXT,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT;
  CREATE TABLE gift_cards (
    id TEXT PRIMARY KEY,
    currency TEXT NOT NULL,
    balance INTEGER NOT NULL CHECK (balance >= 0),
    created_at INTEGER NOT NULL
  ) STRICT;
  `,
  'ALTER TABLE events ADD COLUMN reference TEXT;',
  'ALTER TABLE events ADD COLUMN shipment TEXT;',
]

/** Brings the file to the newest version, each step as one transaction. */
export function migrate(database: DatabaseSync, transaction: <T>(task: () => T) => T): void {
  const version = (): number => Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0)
  if (version() > scripts.length) {
    throw new Error('createSandbox: the database was written by a newer version; delete the file or update.')
  }
  while (version() < scripts.length) {
    transaction(() => {
      // Read again inside the lock: another process may have been faster.
      const done = version()
      const script = scripts[done]
      if (script === undefined) return
      database.exec(script)
      database.exec(`PRAGMA user_version = ${done + 1}`)
    })
  }
}
