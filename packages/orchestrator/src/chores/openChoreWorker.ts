import type { Clock } from '@payloom/bus'
import type { Log } from '../log.ts'
import type { Chore } from '../store/Chore.ts'
import type { Store } from '../store/Store.ts'

/** What became of one try. */
export type ChoreResult = 'done' | 'later'

/** What a worker works with. */
export interface ChoreWorkerOptions {
  store: Pick<Store, 'findDueChores' | 'nextChoreAt' | 'postponeChore' | 'finishChore'>
  /** Tries once; an error means "later". */
  run: (chore: Chore) => Promise<ChoreResult>
  clock: Clock
  log: Log
}

/** Does what is due at companies, as often as it takes. */
export interface ChoreWorker {
  /** Looks what is due; to be called after a chore was added. */
  wake(): void
  /** Starts nothing new and waits for what runs; the rest goes on with the next start. */
  close(): Promise<void>
}

/** The longest pause (ms) between two tries. */
const longestPause = 300_000
/** Pause (ms) after the ledger itself failed, a full disk for instance. */
const brokenPause = 1_000

/** Starts to work. Chores are independent of each other: one that hangs holds up no other. */
export function openChoreWorker({ store, run, clock, log }: ChoreWorkerOptions): ChoreWorker {
  const underWay = new Map<string, Promise<void>>()
  let isClosed = false
  let looking: Promise<void> | undefined
  let isWoken = false
  let forgetTimer = (): void => undefined

  const attempt = async (chore: Chore): Promise<void> => {
    const { kind, subject, tries } = chore
    const result = await run(chore).catch((): ChoreResult => 'later')
    log({ event: 'chore-tried', kind, subject, result })
    if (result === 'done') await store.finishChore(chore)
    else await store.postponeChore(chore, clock.now() + Math.min(1_000 * 2 ** tries, longestPause))
  }
  const start = (chore: Chore): void => {
    const name = `${chore.kind} ${chore.subject}`
    if (isClosed || underWay.has(name)) return
    const end = (after: () => void): void => {
      underWay.delete(name)
      after()
    }
    const done = attempt(chore).then(
      () => end(wake),
      () => end(pause),
    )
    underWay.set(name, done)
  }
  const look = async (): Promise<void> => {
    for (const chore of await store.findDueChores()) start(chore)
    const next = await store.nextChoreAt()
    if (next !== undefined && !isClosed) forgetTimer = clock.after(Math.max(0, next - clock.now()), wake)
  }
  const pause = (): void => {
    forgetTimer()
    if (!isClosed) forgetTimer = clock.after(brokenPause, wake)
  }
  const wake = (): void => {
    if (isClosed) return
    isWoken = true
    looking ??= lookUntilNothingIsNew()
  }
  const lookUntilNothingIsNew = async (): Promise<void> => {
    try {
      while (isWoken && !isClosed) {
        isWoken = false
        forgetTimer()
        await look()
      }
    } catch {
      pause()
    }
    looking = undefined
  }
  wake()
  return {
    wake,
    async close() {
      isClosed = true
      forgetTimer()
      await looking
      await Promise.all(underWay.values())
    },
  }
}
