import type { SqlSteps } from '@payloom/bus/database'
import type { CompanyEvent } from '../connectors/Connector.ts'
import type { Attempt } from './Attempt.ts'
import { attemptTable } from './attemptTable.ts'
import { eventTable } from './eventTable.ts'
import { findStanding } from './findStanding.ts'
import { lockAttempt, lockPayment } from './locks.ts'
import { planChores } from './planChores.ts'
import { recordFact } from './recordFact.ts'
import type { EventState } from './Store.ts'
import { storedTable } from './storedTable.ts'
import type { Work } from './Work.ts'

/** Keeps a webhook, and what it tells of its attempt. */
export function* recordEvent(work: Work, provider: string, event: CompanyEvent): SqlSteps<EventState> {
  const { sql, now } = work
  const { reference } = event
  // Else it would wait for an attempt that is being claimed, and whose claim does not see it yet.
  yield* lockAttempt(sql, reference)
  if (!(yield* eventTable.insert(sql, provider, event, now))) return 'duplicate'
  const known = yield* attemptTable.find(sql, reference)
  if (known?.provider !== provider) return 'waiting'
  yield* lockPayment(sql, known.paymentId)
  const state = yield* applyEvent(work, yield* findStanding(sql, reference), event)
  if (state === 'recorded') yield* planChores(work, known.paymentId)
  return state
}

/** What an event tells of its attempt. To be called in a transaction that holds the payment's lock. */
export function* applyEvent(work: Work, attempt: Attempt, event: CompanyEvent): SqlSteps<EventState> {
  const { sql, now } = work
  yield* eventTable.markHandled(sql, attempt.provider, event.fact.factId, now)
  const state = yield* recordFact(work, attempt, event.fact, event.companyId, event.payload)
  if (state === 'recorded' && event.stored !== undefined) {
    yield* storedTable.keep(sql, attempt, event.stored, now)
  }
  return state
}
