import type { Database } from '@payloom/bus/database'

/**
 * A database that is used once `open` has succeeded. It is tried at once, and again by every use until it does: whoever needs the database
 * hears of a failure. From then on what SQLite does is done when it is asked for, and nothing of the process comes in between.
 */
export function afterOpening(database: Database, open: () => Promise<void>): Database {
  let isOpen = false
  let opening: Promise<void> | undefined
  const opened = (): Promise<void> => {
    opening ??= open().then(
      () => {
        isOpen = true
      },
      (error: unknown) => {
        opening = undefined
        throw error
      },
    )
    return opening
  }
  const within = <T>(work: () => Promise<T>): Promise<T> => (isOpen ? work() : opened().then(work))
  opened().catch(() => undefined)
  return {
    dialect: database.dialect,
    all: (text, ...values) => within(() => database.all(text, ...values)),
    get: (text, ...values) => within(() => database.get(text, ...values)),
    run: (text, ...values) => within(() => database.run(text, ...values)),
    transaction: (work) => within(() => database.transaction(work)),
    snapshot: (work) => within(() => database.snapshot(work)),
    listen: (channel, heard) => database.listen(channel, heard),
    close: () => database.close(),
  }
}
