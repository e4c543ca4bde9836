import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import type { BusMessage, Clock } from '@payloom/bus'
import type { CompanyAnswer, CompanyEvent } from '../connectors/Connector.ts'
import type { CompanyFact } from '../facts/CompanyFact.ts'
import { createStatusMessage } from '../facts/createStatusMessage.ts'
import { judgeFact } from '../facts/judgeFact.ts'
import type { Log } from '../log.ts'
import type { Attempt } from './Attempt.ts'
import { type AttemptTable, createAttemptTable } from './createAttemptTable.ts'
import { createEventTable, type EventTable } from './createEventTable.ts'
import { createFactTable, type FactTable } from './createFactTable.ts'
import { inTransaction } from './inTransaction.ts'
import type { EventState, Store } from './Store.ts'

/** What a store works with. */
export interface StoreOptions {
  database: DatabaseSync
  /** Puts a message for the shop into the outbox, within the transaction that is open on the database. */
  enqueue: (message: BusMessage) => void
  clock: Clock
  log: Log
}

interface Tables extends StoreOptions {
  attempts: AttemptTable
  facts: FactTable
  events: EventTable
  now(): string
}

/** Makes the ledger over an open database, which stays the caller's until `close`. */
export function createStore(options: StoreOptions): Store {
  const { database, clock } = options
  const attempts = createAttemptTable(database)
  const facts = createFactTable(database)
  const events = createEventTable(database)
  const tables = { ...options, attempts, facts, events, now: () => new Date(clock.now()).toISOString() }
  return {
    claimAttempt: async (attempt) =>
      inTransaction(database, () => {
        if (attempts.isBurnt(attempt.attemptId)) return undefined
        attempts.insert(attempt, tables.now())
        const standing = standingAttempt(tables, attempt.attemptId)
        for (const event of events.findWaiting(standing.provider, standing.attemptId)) {
          applyEvent(tables, standing, event)
        }
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
    findPayment: async (paymentId) => attempts.findByPayment(paymentId),
    saveAnswer: async (attemptId, step, answer) =>
      inTransaction(database, () => saveAnswer(tables, attemptId, step, answer)),
    findFacts: async (attemptId) => facts.findByAttempt(attemptId),
    recordEvent: async (provider, event) =>
      inTransaction(database, () => recordEvent(tables, provider, event)),
    close: async () => database.close(),
  }
}

function standingAttempt({ attempts }: Tables, attemptId: string): Attempt {
  const attempt = attempts.find(attemptId)
  if (attempt === undefined) throw new Error('createStore: claim the attempt before its answers.')
  return attempt
}

function saveAnswer(tables: Tables, attemptId: string, step: number, answer: CompanyAnswer): Attempt {
  const { attempts, now } = tables
  const before = standingAttempt(tables, attemptId)
  const { companyId, outcome } = answer
  if (companyId !== undefined) attempts.setCompanyId(attemptId, companyId)
  const isStale = (before.result?.step ?? 0) !== step
  const isSame = isDeepStrictEqual(before.result?.outcome, outcome)
  if (!isStale && !isSame) attempts.insertResult(attemptId, step + 1, outcome, now())
  for (const fact of answer.facts) recordFact(tables, before, fact, companyId)
  return standingAttempt(tables, attemptId)
}

function recordEvent(tables: Tables, provider: string, event: CompanyEvent): EventState {
  if (!tables.events.insert(provider, event, tables.now())) return 'duplicate'
  const attempt = tables.attempts.find(event.reference)
  if (attempt?.provider !== provider) return 'waiting'
  return applyEvent(tables, attempt, event)
}

function applyEvent(tables: Tables, attempt: Attempt, event: CompanyEvent): EventState {
  tables.events.markHandled(attempt.provider, event.fact.factId, tables.now())
  return recordFact(tables, attempt, event.fact, event.companyId, event.payload)
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
