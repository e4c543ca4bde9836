import type { DatabaseSync } from 'node:sqlite'

/** Makes a file as the first version left it, with a payment of each kind in it. */
export function writeVersionOne(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE tokens (id TEXT PRIMARY KEY, brand TEXT NOT NULL, last4 TEXT NOT NULL, scenario TEXT NOT NULL,
      shown_value INTEGER, shown_currency TEXT, created_at INTEGER NOT NULL) STRICT;
    CREATE TABLE payments (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reference TEXT NOT NULL,
      method TEXT NOT NULL, scenario TEXT NOT NULL, token TEXT NOT NULL UNIQUE REFERENCES tokens (id),
      value INTEGER NOT NULL, currency TEXT NOT NULL, status TEXT NOT NULL, captured INTEGER NOT NULL,
      refunded INTEGER NOT NULL, error TEXT, metadata TEXT, created_at INTEGER NOT NULL) STRICT;
    CREATE INDEX payments_reference ON payments (reference);
    CREATE TABLE actions (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
      payment TEXT NOT NULL REFERENCES payments (id), step INTEGER NOT NULL, steps INTEGER NOT NULL,
      decision TEXT, result TEXT, used_at INTEGER) STRICT;
    CREATE INDEX actions_payment ON actions (payment);
    CREATE TABLE events (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
      payment TEXT NOT NULL REFERENCES payments (id), type TEXT NOT NULL, value INTEGER,
      created_at INTEGER NOT NULL) STRICT;
    CREATE INDEX events_payment ON events (payment);
    CREATE TABLE idempotency (scope TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
      answer TEXT NOT NULL, PRIMARY KEY (scope, key)) STRICT;
    CREATE TABLE outbox (id TEXT PRIMARY KEY, body TEXT NOT NULL, due_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL, delivered_at INTEGER) STRICT;
    CREATE INDEX outbox_due ON outbox (due_at) WHERE delivered_at IS NULL;
    INSERT INTO tokens VALUES ('tok_paid', 'visa', '1111', 'approve', 1999, 'EUR', 1),
      ('tok_asked', 'visa', '3220', 'challenge', NULL, NULL, 2), ('tok_free', 'visa', '1111', 'approve', NULL, NULL, 3);
    INSERT INTO payments VALUES
      (1, 'pay_paid', 'order-1', 'card', 'approve', 'tok_paid', 2049, 'EUR', 'succeeded', 2049, 49, NULL, '{"a":"b"}', 1),
      (2, 'pay_asked', 'order-2', 'card', 'challenge', 'tok_asked', 500, 'JPY', 'requires_action', 0, 0, NULL, NULL, 2);
    INSERT INTO actions VALUES (1, 'act_1', 'pay_asked', 1, 2, NULL, NULL, NULL);
    INSERT INTO events VALUES (1, 'evt_1', 'pay_paid', 'payment.captured', 2049, 1);
    INSERT INTO idempotency VALUES ('payments', 'k', 'f', '{}');
    PRAGMA user_version = 1;
  `)
}
