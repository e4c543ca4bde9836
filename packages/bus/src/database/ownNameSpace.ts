import type pg from 'pg'

/**
 * Settles a new connection in the owner's name space. Said as a statement, not by `options` when it connects: those of the URL take the place of
 * ours, and a pooler in between refuses them or leaves them out; the tables would be made elsewhere.
 *
 * A process that is lost in the middle of a transaction, with its machine or its network, would hold its locks until TCP gives up: two hours.
 * Between two steps of ours there are milliseconds.
 */
export async function ownNameSpace(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`SET search_path TO ${name}; SET idle_in_transaction_session_timeout TO 10000`)
}
