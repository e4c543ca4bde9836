import type { BusMessage, Clock } from '@payloom/bus'
import type { Database, Sql, SqlSteps } from '@payloom/bus/database'
import type { Log, LogEntry } from '../log.ts'
import { acceptUpdate } from './acceptUpdate.ts'
import { attemptTable } from './attemptTable.ts'
import { choreTable } from './choreTable.ts'
import { claimAttempt } from './claimAttempt.ts'
import { erasePersonal } from './erasePersonal.ts'
import { factTable } from './factTable.ts'
import { lockAttempt, lockPayment } from './locks.ts'
import { keepIfNeeded } from './planChores.ts'
import { planUpdate } from './planUpdate.ts'
import { recordEvent } from './recordEvent.ts'
import { rejectUpdate } from './rejectUpdate.ts'
import type { Store } from './Store.ts'
import { saveAnswer } from './saveAnswer.ts'
import { settleUpdateStep } from './settleUpdateStep.ts'
import { storedTable } from './storedTable.ts'
import { updateTable } from './updateTable.ts'
import type { Work } from './Work.ts'

/** What a store works with. */
export interface StoreOptions {
  database: Database
  bus: {
    /** Puts a message for the shop into the outbox, within the transaction. */
    enqueue(message: BusMessage, sql: Sql): SqlSteps<void>
    /** Called after a transaction that put one in. */
    wake(): void
  }
  clock: Clock
  log: Log
  /** Called after a chore may have been added. @default nobody */
  onChore?: () => void
}

/** Makes the ledger over an open database, which stays the caller's until `close`. */
export function createStore(options: StoreOptions): Store {
  return {
    ...createAttemptCalls(options),
    ...createAnswerCalls(options),
    ...createStoredCalls(options),
    ...createChoreCalls(options),
    ...createUpdateCalls(options),
    erase: (before) =>
      options.database.transaction((sql) =>
        erasePersonal(sql, before, new Date(options.clock.now()).toISOString()),
      ),
    async check() {
      await options.database.get('SELECT 1 AS one')
    },
    close: () => options.database.close(),
  }
}

/** One write transaction, after which there may be something to tell, and to do at a company. */
async function write<T>(options: StoreOptions, task: (work: Work) => SqlSteps<T>): Promise<T> {
  const { database, bus, clock, log, onChore } = options
  let entries: LogEntry[] = []
  const result = await database.transaction((sql) => {
    entries = []
    const at = clock.now()
    return task({
      ...{ sql, at, now: new Date(at).toISOString() },
      log: (entry) => void entries.push(entry),
      tell: (message) => bus.enqueue(message, sql),
    })
  })
  for (const entry of entries) log(entry)
  bus.wake()
  onChore?.()
  return result
}

type Calls<Names extends keyof Store> = Pick<Store, Names>

function createAttemptCalls(
  options: StoreOptions,
): Calls<'claimAttempt' | 'markAsked' | 'markRefused' | 'burnAttempt' | 'findAttempt' | 'findPayment'> {
  const { database, clock } = options
  const time = (): string => new Date(clock.now()).toISOString()
  return {
    claimAttempt: (attempt) => write(options, (work) => claimAttempt(work, attempt)),
    async markAsked(attemptId) {
      const askedAt = time()
      await database.transaction((sql) => attemptTable.markAsked(sql, attemptId, askedAt))
      return askedAt
    },
    markRefused: (attemptId, askedAt) =>
      database.transaction((sql) => attemptTable.markRefused(sql, attemptId, askedAt)),
    burnAttempt: (attemptId) =>
      database.transaction(function* (sql) {
        yield* lockAttempt(sql, attemptId)
        const attempt = yield* attemptTable.find(sql, attemptId)
        if (attempt === undefined) yield* attemptTable.burn(sql, attemptId, time())
        return attempt
      }),
    findAttempt: (attemptId) => database.snapshot((sql) => attemptTable.find(sql, attemptId)),
    findPayment: (paymentId) => database.snapshot((sql) => attemptTable.findByPayment(sql, paymentId)),
  }
}

function createAnswerCalls(
  options: StoreOptions,
): Calls<'saveAnswer' | 'recordEvent' | 'findFirstResult' | 'findRedirect' | 'findFacts' | 'isHeld'> {
  const { database } = options
  return {
    saveAnswer: (attemptId, step, answer) =>
      write(options, (work) => saveAnswer(work, attemptId, step, answer)),
    recordEvent: (provider, event) => write(options, (work) => recordEvent(work, provider, event)),
    findFirstResult: (attemptId) => database.snapshot((sql) => attemptTable.findFirstResult(sql, attemptId)),
    findRedirect: (attemptId) => database.snapshot((sql) => attemptTable.findRedirect(sql, attemptId)),
    findFacts: (attemptId) => database.snapshot((sql) => factTable.findByAttempt(sql, attemptId)),
    isHeld: (attemptId) => database.snapshot((sql) => choreTable.isHeld(sql, attemptId)),
  }
}

function createStoredCalls(
  options: StoreOptions,
): Calls<
  | 'findStoredMethods'
  | 'findStoredMethod'
  | 'deleteStoredMethod'
  | 'isStoredMethodInUse'
  | 'removeStoredMethod'
> {
  const { database } = options
  return {
    findStoredMethods: (customerId) =>
      database.snapshot((sql) => storedTable.findByCustomer(sql, customerId)),
    findStoredMethod: (id) => database.snapshot((sql) => storedTable.find(sql, id)),
    deleteStoredMethod: (customerId, id) =>
      write(options, function* ({ sql, at, now }) {
        const isTheirs = yield* storedTable.markDeleted(sql, customerId, id, now)
        if (isTheirs) yield* choreTable.insert(sql, 'forget-method', id, at)
        return isTheirs
      }),
    isStoredMethodInUse: (id) => database.snapshot((sql) => storedTable.isInUse(sql, id)),
    removeStoredMethod: (id) => database.transaction((sql) => storedTable.remove(sql, id)),
  }
}

function createChoreCalls(
  options: StoreOptions,
): Calls<
  | 'keepIfNeeded'
  | 'findDueChores'
  | 'nextChoreAt'
  | 'takeChore'
  | 'holdChore'
  | 'hasChore'
  | 'postponeChore'
  | 'finishChore'
> {
  const { database, clock } = options
  return {
    keepIfNeeded: (attemptId) =>
      write(options, function* (work) {
        const attempt = yield* attemptTable.find(work.sql, attemptId)
        if (attempt === undefined) return false
        yield* lockPayment(work.sql, attempt.paymentId)
        return yield* keepIfNeeded(work, attempt)
      }),
    findDueChores: () => database.snapshot((sql) => choreTable.due(sql, clock.now())),
    nextChoreAt: () => database.snapshot((sql) => choreTable.nextDueAt(sql, clock.now())),
    takeChore: (chore, leasedUntil) =>
      database.transaction((sql) => choreTable.take(sql, chore, clock.now(), leasedUntil)),
    holdChore: (chore, leasedUntil) =>
      database.transaction((sql) => choreTable.hold(sql, chore, leasedUntil)),
    hasChore: (kind, subject) => database.snapshot((sql) => choreTable.has(sql, kind, subject)),
    postponeChore: (chore, dueAt) => database.transaction((sql) => choreTable.postpone(sql, chore, dueAt)),
    finishChore: (chore) => database.transaction((sql) => choreTable.remove(sql, chore)),
  }
}

function createUpdateCalls(
  options: StoreOptions,
): Calls<
  | 'acceptUpdate'
  | 'findUpdate'
  | 'planUpdate'
  | 'findUpdateSteps'
  | 'markStepAsked'
  | 'settleUpdateStep'
  | 'rejectUpdate'
> {
  const { database } = options
  return {
    acceptUpdate: (update) => write(options, (work) => acceptUpdate(work, update)),
    findUpdate: (updateId) => database.snapshot((sql) => updateTable.find(sql, updateId)),
    planUpdate: (update) => write(options, (work) => planUpdate(work, update)),
    findUpdateSteps: (updateId) => database.snapshot((sql) => updateTable.findSteps(sql, updateId)),
    markStepAsked: (reference) =>
      database.transaction((sql) => updateTable.markStep(sql, reference, 'asked')),
    settleUpdateStep: (step, facts, companyId) =>
      write(options, (work) => settleUpdateStep(work, step, facts, companyId)),
    rejectUpdate: (update, reason) => write(options, (work) => rejectUpdate(work, update, reason)),
  }
}
