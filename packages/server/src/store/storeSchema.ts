import type { DatabaseSchema } from '@payloom/bus/database'

/**
 * The tables of a payment store. `name` is the schema's in PostgreSQL; a SQLite file holds one store.
 */
export function storeSchema(name = 'payloom_shop'): DatabaseSchema {
  return { name, sqlite, postgres }
}

/** One script per version. A script that was released is never edited. */
const sqlite: readonly string[] = [
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
  // Returns, set-ups and parts.
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
  // Order updates, what facts say of them, and what is to be erased. What was there before is looked at once to find out what is.
  `
  ALTER TABLE payments ADD COLUMN personal_since INTEGER;
  UPDATE payments SET personal_since = CAST(strftime('%s', updated_at) AS INTEGER) * 1000;
  CREATE INDEX payments_personal ON payments (personal_since) WHERE personal_since IS NOT NULL;
  ALTER TABLE facts ADD COLUMN tracking TEXT;
  ALTER TABLE facts ADD COLUMN order_update_id TEXT;
  CREATE TABLE order_updates (
    tenant TEXT NOT NULL, update_id TEXT NOT NULL, payment_id TEXT NOT NULL, position INTEGER NOT NULL,
    request_hash TEXT NOT NULL, body TEXT NOT NULL, accepted_at TEXT NOT NULL,
    due_at INTEGER, tries INTEGER NOT NULL, sent_at TEXT, rejected_at TEXT, reason TEXT,
    PRIMARY KEY (update_id, tenant)
  ) STRICT;
  CREATE INDEX order_updates_by_payment ON order_updates (tenant, payment_id);
  CREATE INDEX order_updates_due ON order_updates (due_at) WHERE due_at IS NOT NULL;
  ALTER TABLE events ADD COLUMN body_hash TEXT;
  CREATE INDEX events_personal ON events (COALESCE(handled_at, quarantined_at)) WHERE body_hash IS NULL;
  `,
  // A message of a bus that speaks for one tenant is that tenant's alone.
  'ALTER TABLE events ADD COLUMN tenant TEXT',
]

/** Texts whose order counts are compared byte by byte: other collations do not order times. */
const postgres: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE payments (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL,
    total BIGINT NOT NULL, currency TEXT NOT NULL, order_id TEXT, order_version TEXT,
    seq BIGINT NOT NULL, updated_at TEXT NOT NULL, change BIGINT NOT NULL,
    customer_id TEXT, held_since BIGINT, due_at BIGINT, due_tries BIGINT, unpaid_since BIGINT, personal_since BIGINT,
    PRIMARY KEY (tenant, payment_id)
  );
  CREATE INDEX payments_by_change ON payments (change);
  CREATE INDEX payments_by_id ON payments (payment_id);
  CREATE INDEX payments_held ON payments (held_since) WHERE held_since IS NOT NULL;
  CREATE INDEX payments_due ON payments (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX payments_personal ON payments (personal_since) WHERE personal_since IS NOT NULL;
  CREATE TABLE attempts (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, attempt_id TEXT NOT NULL, position BIGINT NOT NULL,
    provider TEXT NOT NULL, method TEXT NOT NULL, title TEXT NOT NULL,
    amount BIGINT NOT NULL, surcharge BIGINT, currency TEXT NOT NULL, is_offline BIGINT NOT NULL,
    version TEXT NOT NULL, request_hash TEXT NOT NULL,
    running_step BIGINT, lease_until BIGINT, unknown_since BIGINT,
    company_id TEXT, placed BIGINT NOT NULL, step BIGINT NOT NULL, outcome TEXT, created_at TEXT NOT NULL,
    country TEXT, return_hash TEXT, returned TEXT, settled_at TEXT, duplicate_at TEXT,
    PRIMARY KEY (tenant, payment_id, attempt_id)
  );
  CREATE INDEX attempts_by_return ON attempts (return_hash) WHERE return_hash IS NOT NULL;
  CREATE TABLE answers (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, attempt_id TEXT NOT NULL, answered_step BIGINT NOT NULL,
    request_hash TEXT NOT NULL, step BIGINT NOT NULL, outcome TEXT NOT NULL,
    PRIMARY KEY (tenant, payment_id, attempt_id, answered_step)
  );
  CREATE TABLE facts (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, fact_id TEXT NOT NULL, attempt_id TEXT NOT NULL, kind TEXT NOT NULL,
    amount BIGINT, currency TEXT, provider_time TEXT, confirmed BIGINT NOT NULL, tracking TEXT, order_update_id TEXT,
    rowid BIGINT GENERATED BY DEFAULT AS IDENTITY,
    PRIMARY KEY (tenant, payment_id, fact_id)
  );
  CREATE TABLE order_updates (
    tenant TEXT NOT NULL, update_id TEXT NOT NULL, payment_id TEXT NOT NULL, position BIGINT NOT NULL,
    request_hash TEXT NOT NULL, body TEXT NOT NULL, accepted_at TEXT NOT NULL,
    due_at BIGINT, tries BIGINT NOT NULL, sent_at TEXT, rejected_at TEXT, reason TEXT,
    PRIMARY KEY (update_id, tenant)
  );
  CREATE INDEX order_updates_by_payment ON order_updates (tenant, payment_id);
  CREATE INDEX order_updates_due ON order_updates (due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE burnt_attempts (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, attempt_id TEXT NOT NULL,
    PRIMARY KEY (tenant, payment_id, attempt_id)
  );
  CREATE TABLE history (
    tenant TEXT NOT NULL, payment_id TEXT NOT NULL, position BIGINT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (tenant, payment_id, position)
  );
  CREATE TABLE events (
    event_id TEXT PRIMARY KEY, body TEXT NOT NULL, body_hash TEXT, payment_id TEXT, received_at TEXT NOT NULL,
    handled_at TEXT COLLATE "C", quarantined_at TEXT COLLATE "C", reason TEXT, tries BIGINT NOT NULL, next_try_at BIGINT,
    rowid BIGINT GENERATED BY DEFAULT AS IDENTITY
  );
  CREATE INDEX events_open ON events (payment_id) WHERE handled_at IS NULL AND quarantined_at IS NULL;
  CREATE INDEX events_due ON events (next_try_at) WHERE handled_at IS NULL AND quarantined_at IS NULL;
  CREATE INDEX events_personal ON events (COALESCE(handled_at, quarantined_at)) WHERE body_hash IS NULL;
  `,
  // A message of a bus that speaks for one tenant is that tenant's alone.
  'ALTER TABLE events ADD COLUMN tenant TEXT',
]
