import type { Clock } from '@payloom/bus'
import type { Log } from '../log.ts'
import type { Chore } from '../store/Chore.ts'
import type { Store } from '../store/Store.ts'

/** What became of one try. */
export type ChoreResult = 'done' | 'later'

/** What a worker works with. */
export interface ChoreWorkerOptions {
  store: Pick<
    Store,
    'findDueChores' | 'nextChoreAt' | 'takeChore' | 'holdChore' | 'postponeChore' | 'finishChore'
  >
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
/** The longest time (ms) without a look: another process may have died with chores to do. */
const longestNap = 5_000
/** A chore that runs belongs to its process for so long (ms). After a kill -9 another one takes it over by then. */
const lease = 6_000
const holdEvery = 2_000

/**
 * Starts to work. Chores are independent of each other: one that hangs holds up no other. Several processes may share a ledger; each chore is
 * done by one of them at a time, but for one that sleeps through its lease.
 */
export function openChoreWorker(options: ChoreWorkerOptions): ChoreWorker {
  const { store, run, clock, log } = options
  const underWay = new Map<string, Promise<void>>()
  let isClosed = false
  let looking: Promise<void> | undefined
  let isWoken = false
  let forgetTimer = (): void => undefined

  const attempt = async (chore: Chore): Promise<void> => {
    const { kind, subject, tries } = chore
    if (!(await store.takeChore(chore, clock.now() + lease))) return
    const release = hold(options, chore)
    const result = await run(chore).catch((): ChoreResult => 'later')
    await release()
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
    const next = (await store.nextChoreAt()) ?? Infinity
    const nap = Math.min(Math.max(0, next - clock.now()), longestNap)
    if (!isClosed) forgetTimer = clock.after(nap, wake)
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

/** Keeps the chore for this process. @returns what ends it. */
function hold({ store, clock }: ChoreWorkerOptions, chore: Chore): () => Promise<void> {
  let holding = Promise.resolve()
  const again = (): void => {
    // A ledger that fails now is written to again when the chore has ended.
    holding = store.holdChore(chore, clock.now() + lease).catch(() => undefined)
    forget = clock.after(holdEvery, again)
  }
  let forget = clock.after(holdEvery, again)
  return () => {
    forget()
    return holding
  }
}
