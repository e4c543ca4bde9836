import type { BusMessage } from '../BusMessage.ts'
import type { Outbox, OutboxRow } from './Outbox.ts'

interface Waiting extends OutboxRow {
  dueAt: number
}

/** An outbox that ends with its process. */
export function createMemoryOutbox(): Outbox {
  const waiting = new Map<string, Waiting>()
  const rows = (): Waiting[] => [...waiting.values()].sort((one, other) => one.dueAt - other.dueAt)
  const insert = (message: BusMessage, now: number): void => {
    if (waiting.has(message.messageId)) return
    waiting.set(message.messageId, { message, tries: 0, createdAt: now, dueAt: now })
  }
  const change = (messageId: string, changes: Partial<Waiting>): void => {
    const row = waiting.get(messageId)
    if (row) waiting.set(messageId, { ...row, ...changes })
  }
  return {
    insert: async (message, now) => insert(message, now),
    // biome-ignore lint/correctness/useYield: it asks no database for anything.
    *insertWithin(_, message, now) {
      insert(message, now)
    },
    nextDueAt: async () => rows()[0]?.dueAt,
    async claim(now, limit, leaseEnd) {
      const due = rows().filter(({ dueAt }) => dueAt <= now)
      const claimed = due.slice(0, limit)
      for (const { message } of claimed) change(message.messageId, { dueAt: leaseEnd })
      return claimed
    },
    async renew(messageIds, leaseEnd) {
      for (const messageId of messageIds) change(messageId, { dueAt: leaseEnd })
    },
    delivered: async (messageId) => void waiting.delete(messageId),
    postponed: async (messageId, dueAt) =>
      change(messageId, { dueAt, tries: (waiting.get(messageId)?.tries ?? 0) + 1 }),
    released: async (messageId, now) => change(messageId, { dueAt: now }),
    quarantined: async (messageId) => void waiting.delete(messageId),
    close: async () => waiting.clear(),
  }
}
