/** A file as the first released schema left it, with a row in every table. It is a copy on purpose: what was released does not change. */
export const schemaOne: string = `
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

  INSERT INTO meta VALUES ('secret', 'c2VjcmV0'), ('epoch', '1800000000'), ('change', '7');
  INSERT INTO payments VALUES ('shop', 'cart-1', 'purchase', 'v1', 2000, 'EUR', 'order-1', 'v1', 3, '2026-11-22T10:00:00Z', 7);
  INSERT INTO attempts VALUES ('shop', 'cart-1', '00000000000000000000000000000001', 0, 'sandbox', 'card', 'Card',
    2050, 50, 'EUR', 0, 'v1', 'hash', NULL, NULL, NULL, 'pay_1', 0, 1, '{"outcome":"complete"}', '2026-11-22T10:00:00Z');
  INSERT INTO answers VALUES ('shop', 'cart-1', '00000000000000000000000000000001', 0, 'hash', 1, '{"outcome":"complete"}');
  INSERT INTO facts VALUES ('shop', 'cart-1', 'f1', '00000000000000000000000000000001', 'captured', 2050, 'EUR', '2026-11-22T10:00:00Z', 0);
  INSERT INTO burnt_attempts VALUES ('shop', 'cart-1', '00000000000000000000000000000009');
  INSERT INTO history VALUES ('shop', 'cart-1', 0, 'open', '2026-11-22T10:00:00Z');
  INSERT INTO events VALUES ('evt-1', '{}', 'cart-1', '2026-11-22T10:00:00Z', NULL, NULL, NULL, 0, 10);
  PRAGMA user_version = 1;
`
