import type { Outbox, OutboxRow } from './Outbox.ts'

interface Waiting extends OutboxRow {
  dueAt: number
}

/** An outbox that ends with its process. */
export function createMemoryOutbox(): Outbox {
  const waiting = new Map<string, Waiting>()
  const rows = (): Waiting[] => [...waiting.values()].sort((one, other) => one.dueAt - other.dueAt)
  return {
    insert(message, now) {
      if (waiting.has(message.messageId)) return
      waiting.set(message.messageId, { message, tries: 0, createdAt: now, dueAt: now })
    },
    due: (now, limit) =>
      rows()
        .filter(({ dueAt }) => dueAt <= now)
        .slice(0, limit),
    nextDueAt: (now) => rows().find(({ dueAt }) => dueAt > now)?.dueAt,
    delivered: (messageId) => void waiting.delete(messageId),
    postponed(messageId, dueAt) {
      const row = waiting.get(messageId)
      if (row) waiting.set(messageId, { ...row, dueAt, tries: row.tries + 1 })
    },
    quarantined: (messageId) => void waiting.delete(messageId),
    close: () => waiting.clear(),
  }
}
