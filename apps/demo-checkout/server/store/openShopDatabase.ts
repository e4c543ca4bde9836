import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const migrations = [
  `create table session (
     id text primary key,
     country text not null,
     contact text not null,
     payment_id text not null unique,
     created_at integer not null
   ) strict;
   create table cart_line (
     session_id text not null references session (id) on delete cascade,
     product_id text not null,
     quantity integer not null check (quantity > 0),
     added_at integer not null,
     primary key (session_id, product_id)
   ) strict;
   create table purchase_order (
     id text primary key,
     payment_id text not null unique,
     session_id text not null,
     content text not null,
     placed_at integer not null
   ) strict;
   create index purchase_order_by_session on purchase_order (session_id, placed_at);`,
  `alter table session add column shipping_option text not null default 'standard';
   alter table session add column customer_id text;
   alter table session add column is_signed_in integer not null default 0;`,
  'alter table session add column restored_payment_id text;',
  `create table office_update (
     id text primary key,
     order_id text not null,
     content text not null,
     asked_at integer not null,
     outcome text not null,
     reason text
   ) strict;
   create index office_update_by_order on office_update (order_id, asked_at);`,
]

/** Opens the shop's own tables; a file keeps carts and orders over a restart. */
export function openShopDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true })
  const database = new DatabaseSync(file, { timeout: 5_000 })
  database.exec('pragma journal_mode = wal; pragma foreign_keys = on')
  const { user_version: version } = database.prepare('pragma user_version').get() as { user_version: number }
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    database.exec(`begin immediate; ${migration} pragma user_version = ${index + 1}; commit`)
  }
  return database
}
