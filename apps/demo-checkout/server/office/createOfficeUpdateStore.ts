import type { DatabaseSync } from 'node:sqlite'
import type { OfficeUpdate, OfficeUpdateOutcome, OfficeUpdateRequest } from '../../wire/office.ts'

/** What the back office has told of orders, and what became of it. */
export interface OfficeUpdateStore {
  /** Notes what is about to be told. @returns whether it is new; a repeat of its id changes nothing. */
  add(orderId: string, request: OfficeUpdateRequest): boolean
  /** Takes out what was not accepted. */
  remove(updateId: string): void
  /** Notes that it was accepted, unless more is known of it already. */
  accept(updateId: string, outcome: 'sent' | 'waiting'): void
  /** Notes its end. An id that the office did not make is not looked at. */
  end(updateId: string, outcome: 'done' | 'refused', reason?: string): void
  /** The newest first. */
  list(orderId: string): OfficeUpdate[]
}

interface Row {
  id: string
  content: string
  asked_at: number
  outcome: OfficeUpdateOutcome
  reason: string | null
}

/** Keeps them in the shop's database. */
export function createOfficeUpdateStore(database: DatabaseSync, now: () => number): OfficeUpdateStore {
  const insert = database.prepare(
    `insert into office_update (id, order_id, content, asked_at, outcome) values (?, ?, ?, ?, 'asked')
     on conflict (id) do nothing`,
  )
  const remove = database.prepare('delete from office_update where id = ?')
  // News of the end may come before the answer to the press.
  const accept = database.prepare(
    `update office_update set outcome = ? where id = ? and outcome in ('asked', 'waiting')`,
  )
  // A refund that is done in part and refused for the rest is told of twice: the refusal says so, and stands.
  const end = database.prepare(
    `update office_update set outcome = ?, reason = ? where id = ? and outcome <> 'refused'`,
  )
  const ofOrder = database.prepare(
    'select * from office_update where order_id = ? order by asked_at desc, rowid desc',
  )
  return {
    add(orderId, { updateId, ...content }) {
      return insert.run(updateId, orderId, JSON.stringify(content), now()).changes === 1
    },
    remove: (updateId) => void remove.run(updateId),
    accept: (updateId, outcome) => void accept.run(outcome, updateId),
    end: (updateId, outcome, reason) => void end.run(outcome, reason ?? null, updateId),
    list: (orderId) => (ofOrder.all(orderId) as unknown as Row[]).map(updateOf),
  }
}

function updateOf({ id, content, asked_at: askedAt, outcome, reason }: Row): OfficeUpdate {
  return {
    updateId: id,
    ...(JSON.parse(content) as Omit<OfficeUpdateRequest, 'updateId'>),
    askedAt: new Date(askedAt).toISOString(),
    outcome,
    ...(reason === null ? {} : { reason }),
  }
}
