/** The ledger in SQLite, one script per version of the file. What was released is never edited. The outbox is the bus's own table. */
export const sqliteScripts: readonly string[] = [
  `
  CREATE TABLE payments (
    payment_id TEXT PRIMARY KEY,
    order_reference TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE attempts (
    row INTEGER PRIMARY KEY,
    attempt_id TEXT NOT NULL UNIQUE,
    payment_id TEXT NOT NULL REFERENCES payments (payment_id),
    provider TEXT NOT NULL,
    method TEXT NOT NULL,
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    company_id TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attempts_payment ON attempts (payment_id);
  CREATE TABLE results (
    attempt_id TEXT NOT NULL REFERENCES attempts (attempt_id),
    step INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (attempt_id, step)
  ) STRICT;
  CREATE TABLE facts (
    row INTEGER PRIMARY KEY,
    fact_id TEXT NOT NULL UNIQUE,
    attempt_id TEXT NOT NULL REFERENCES attempts (attempt_id),
    kind TEXT NOT NULL,
    value INTEGER,
    currency TEXT,
    provider_time TEXT,
    confirmed INTEGER NOT NULL,
    quarantine_reason TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX facts_attempt ON facts (attempt_id);
  CREATE TABLE webhook_events (
    provider TEXT NOT NULL,
    event_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    event TEXT NOT NULL,
    received_at TEXT NOT NULL,
    handled_at TEXT,
    PRIMARY KEY (provider, event_id)
  ) STRICT;
  CREATE INDEX webhook_events_waiting ON webhook_events (reference) WHERE handled_at IS NULL;
  `,
  `
  ALTER TABLE attempts ADD COLUMN asked_at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000Z';
  UPDATE attempts SET asked_at = created_at;
  `,
  `
  ALTER TABLE attempts ADD COLUMN may_arrive INTEGER NOT NULL DEFAULT 1;
  CREATE TABLE burnt_attempts (attempt_id TEXT PRIMARY KEY, created_at TEXT NOT NULL) STRICT;
  `,
  `
  ALTER TABLE attempts ADD COLUMN customer_id TEXT;
  ALTER TABLE attempts ADD COLUMN takes_part INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE attempts ADD COLUMN stores INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE attempts ADD COLUMN stored_as TEXT;
  ALTER TABLE attempts ADD COLUMN source_id TEXT;
  CREATE INDEX attempts_source ON attempts (source_id) WHERE source_id IS NOT NULL;
  CREATE TABLE stored_methods (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    method TEXT NOT NULL,
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    brand TEXT,
    last4 TEXT,
    expiry TEXT,
    needs_cvc INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT
  ) STRICT;
  CREATE UNIQUE INDEX stored_methods_reference ON stored_methods (customer_id, provider, reference)
    WHERE deleted_at IS NULL;
  CREATE TABLE chores (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
  ) STRICT;
  `,
  `
  ALTER TABLE attempts ADD COLUMN surcharge INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE attempts ADD COLUMN total INTEGER;
  ALTER TABLE attempts ADD COLUMN returned_at TEXT;
  `,
  `
  ALTER TABLE results ADD COLUMN kind TEXT GENERATED ALWAYS AS (outcome ->> '$.outcome') VIRTUAL;
  `,
  `
  ALTER TABLE facts ADD COLUMN tracking TEXT;
  ALTER TABLE facts ADD COLUMN order_update_id TEXT;
  CREATE TABLE order_updates (
    update_id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX order_updates_open ON order_updates (payment_id) WHERE state = 'open';
  CREATE TABLE update_steps (
    row INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    update_id TEXT NOT NULL REFERENCES order_updates (update_id),
    attempt_id TEXT NOT NULL REFERENCES attempts (attempt_id),
    action TEXT NOT NULL,
    value INTEGER,
    currency TEXT,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX update_steps_update ON update_steps (update_id);
  CREATE INDEX update_steps_attempt ON update_steps (attempt_id);
  `,
  `
  ALTER TABLE results ADD COLUMN erased_at TEXT;
  CREATE INDEX results_personal ON results (created_at) WHERE kind IN ('redirect', 'action') AND erased_at IS NULL;
  CREATE INDEX webhook_events_raw ON webhook_events (received_at) WHERE event <> '';
  ALTER TABLE order_updates ADD COLUMN erased_at TEXT;
  CREATE INDEX order_updates_personal ON order_updates (created_at) WHERE state <> 'open' AND erased_at IS NULL;
  CREATE INDEX facts_parcels ON facts (created_at) WHERE tracking IS NOT NULL;
  `,
]
