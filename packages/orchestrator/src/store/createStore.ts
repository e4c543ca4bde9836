import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import type { BusMessage, Clock } from '@payloom/bus'
import type { CompanyAnswer, CompanyEvent } from '../connectors/Connector.ts'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import { createStatusMessage } from '../facts/createStatusMessage.ts'
import { judgeFact } from '../facts/judgeFact.ts'
import type { Log } from '../log.ts'
import type { Attempt } from './Attempt.ts'
import { createAttemptTable } from './createAttemptTable.ts'
import { createChoreTable } from './createChoreTable.ts'
import { createEventTable, type EventTable } from './createEventTable.ts'
import { createFactTable } from './createFactTable.ts'
import { createStoredTable, type StoredTable } from './createStoredTable.ts'
import { guessTotal } from './guessTotal.ts'
import { inTransaction } from './inTransaction.ts'
import { keepIfNeeded, type PlanTables, planChores } from './planChores.ts'
import type { EventState, Store } from './Store.ts'

/** What a store works with. */
export interface StoreOptions {
  database: DatabaseSync
  /** Puts a message for the shop into the outbox, within the transaction that is open on the database. */
  enqueue: (message: BusMessage) => void
  clock: Clock
  log: Log
  /** Called after a chore may have been added. @default nobody */
  onChore?: () => void
}

interface Tables extends StoreOptions, PlanTables {
  events: EventTable
  stored: StoredTable
}

/** Makes the ledger over an open database, which stays the caller's until `close`. */
export function createStore(options: StoreOptions): Store {
  const { database, clock } = options
  const tables: Tables = {
    ...options,
    attempts: createAttemptTable(database),
    facts: createFactTable(database),
    events: createEventTable(database),
    chores: createChoreTable(database),
    stored: createStoredTable(database),
    now: () => new Date(clock.now()).toISOString(),
  }
  return {
    ...createAttemptCalls(tables),
    ...createStoredCalls(tables),
    ...createChoreCalls(tables),
    close: async () => database.close(),
  }
}

/** One write transaction, after which there may be something to do at a company. */
function write<T>({ database, onChore }: Tables, task: () => T): T {
  const result = inTransaction(database, task)
  onChore?.()
  return result
}

type Calls<Names extends keyof Store> = Pick<Store, Names>

function createAttemptCalls(
  tables: Tables,
): Calls<
  | 'claimAttempt'
  | 'markAsked'
  | 'markRefused'
  | 'burnAttempt'
  | 'findAttempt'
  | 'findFirstResult'
  | 'findRedirect'
  | 'findPayment'
  | 'saveAnswer'
  | 'findFacts'
  | 'isHeld'
  | 'recordEvent'
> {
  const { database, attempts, facts, events, chores } = tables
  return {
    claimAttempt: async (attempt) =>
      write(tables, () => {
        if (attempts.isBurnt(attempt.attemptId)) return undefined
        const earlier = attempts.findByPayment(attempt.paymentId) ?? []
        const told = earlier.flatMap(({ attemptId }) => facts.findByAttempt(attemptId))
        const total = attempt.total ?? guessTotal(attempt.due, earlier, told)
        attempts.insert(attempt, total.value, tables.now())
        const standing = standingAttempt(tables, attempt.attemptId)
        for (const event of events.findWaiting(standing.provider, standing.attemptId)) {
          applyEvent(tables, standing, event)
        }
        planChores(tables, standing.paymentId)
        return standing
      }),
    markAsked: async (attemptId) => attempts.markAsked(attemptId, tables.now()),
    markRefused: async (attemptId) => attempts.markRefused(attemptId),
    burnAttempt: async (attemptId) =>
      inTransaction(database, () => {
        const attempt = attempts.find(attemptId)
        if (attempt === undefined) attempts.burn(attemptId, tables.now())
        return attempt
      }),
    findAttempt: async (attemptId) => attempts.find(attemptId),
    findFirstResult: async (attemptId) => attempts.findFirstResult(attemptId),
    findRedirect: async (attemptId) => attempts.findRedirect(attemptId),
    findPayment: async (paymentId) => attempts.findByPayment(paymentId),
    saveAnswer: async (attemptId, step, answer) =>
      write(tables, () => saveAnswer(tables, attemptId, step, answer)),
    findFacts: async (attemptId) => facts.findByAttempt(attemptId),
    isHeld: async (attemptId) => chores.isHeld(attemptId),
    recordEvent: async (provider, event) => write(tables, () => recordEvent(tables, provider, event)),
  }
}

function createStoredCalls(
  tables: Tables,
): Calls<
  | 'findStoredMethods'
  | 'findStoredMethod'
  | 'deleteStoredMethod'
  | 'isStoredMethodInUse'
  | 'removeStoredMethod'
> {
  const { stored, chores, clock, now } = tables
  return {
    findStoredMethods: async (customerId) => stored.findByCustomer(customerId),
    findStoredMethod: async (id) => stored.find(id),
    deleteStoredMethod: async (customerId, id) =>
      write(tables, () => {
        const isTheirs = stored.markDeleted(customerId, id, now())
        if (isTheirs) chores.insert('forget-method', id, clock.now())
        return isTheirs
      }),
    isStoredMethodInUse: async (id) => stored.isInUse(id),
    removeStoredMethod: async (id) => stored.remove(id),
  }
}

function createChoreCalls(
  tables: Tables,
): Calls<'keepIfNeeded' | 'findDueChores' | 'nextChoreAt' | 'hasChore' | 'postponeChore' | 'finishChore'> {
  const { chores, clock } = tables
  return {
    keepIfNeeded: async (attemptId) => write(tables, () => keepIfNeeded(tables, attemptId)),
    findDueChores: async () => chores.due(clock.now()),
    nextChoreAt: async () => chores.nextDueAt(clock.now()),
    hasChore: async (kind, subject) => chores.has(kind, subject),
    postponeChore: async (chore, dueAt) => chores.postpone(chore, dueAt),
    finishChore: async (chore) => chores.remove(chore),
  }
}

function standingAttempt({ attempts }: Tables, attemptId: string): Attempt {
  const attempt = attempts.find(attemptId)
  if (attempt === undefined) throw new Error('createStore: claim the attempt before its answers.')
  return attempt
}

function saveAnswer(tables: Tables, attemptId: string, step: number, answer: CompanyAnswer): Attempt {
  const { attempts, stored, now } = tables
  const before = standingAttempt(tables, attemptId)
  const { companyId, outcome } = answer
  if (companyId !== undefined) attempts.setCompanyId(attemptId, companyId)
  const isStale = (before.result?.step ?? 0) !== step
  const isSame = isDeepStrictEqual(before.result?.outcome, outcome)
  if (!isStale && !isSame) attempts.insertResult(attemptId, step + 1, outcome, now())
  if (answer.stored !== undefined) stored.keep(before, answer.stored, now())
  const states = answer.facts.map((fact) => recordFact(tables, before, fact, companyId))
  if (states.includes('recorded')) planChores(tables, before.paymentId)
  return standingAttempt(tables, attemptId)
}

function recordEvent(tables: Tables, provider: string, event: CompanyEvent): EventState {
  if (!tables.events.insert(provider, event, tables.now())) return 'duplicate'
  const attempt = tables.attempts.find(event.reference)
  if (attempt?.provider !== provider) return 'waiting'
  const state = applyEvent(tables, attempt, event)
  if (state === 'recorded') planChores(tables, attempt.paymentId)
  return state
}

function applyEvent(tables: Tables, attempt: Attempt, event: CompanyEvent): EventState {
  tables.events.markHandled(attempt.provider, event.fact.factId, tables.now())
  const state = recordFact(tables, attempt, event.fact, event.companyId, event.payload)
  if (state === 'recorded' && event.stored !== undefined)
    tables.stored.keep(attempt, event.stored, tables.now())
  return state
}

function recordFact(
  { facts, enqueue, log, now }: Tables,
  attempt: Attempt,
  companyFact: CompanyFact,
  companyId?: string,
  payload?: unknown,
): EventState {
  const { attemptId, paymentId } = attempt
  const fact = { ...companyFact, attemptId }
  const names = { factId: fact.factId, attemptId, kind: fact.kind }
  const reason = judgeFact(attempt, fact, companyId)
  const isNew = facts.insert(fact, now(), reason)
  if (!isNew) return 'duplicate'
  if (reason !== undefined) {
    log({ event: 'fact-quarantined', ...names, reason })
    return 'quarantined'
  }
  enqueue(createStatusMessage(paymentId, fact, payload))
  log({ event: 'fact-recorded', ...names })
  return 'recorded'
}
