import type { Sql, SqlSteps } from '@payloom/bus/database'
import type { OrderUpdate, PaymentOutcome } from '@payloom/core/contract'

/** How many rows of a table are erased at once: payments come in between. */
const batch = 200

/** Nothing was heard of the attempt since, so it is over, or was left. */
const isOld = (attempt: string): string => `
  NOT EXISTS (SELECT 1 FROM facts WHERE facts.attempt_id = ${attempt} AND facts.created_at >= ?)
  AND NOT EXISTS (SELECT 1 FROM results AS newer WHERE newer.attempt_id = ${attempt} AND newer.created_at >= ?)`

const oldEvents = `
  SELECT raw.provider, raw.event_id FROM webhook_events AS raw
  WHERE raw.event <> '' AND raw.received_at < ? AND ${isOld('raw.reference')} LIMIT ${batch}
`
const oldSteps = `
  SELECT old.attempt_id, old.step, old.outcome FROM results AS old
  WHERE old.kind IN ('redirect', 'action') AND old.erased_at IS NULL AND old.created_at < ?
    AND ${isOld('old.attempt_id')} LIMIT ${batch}
`
const oldUpdates = `
  SELECT update_id, body FROM order_updates
  WHERE state <> 'open' AND erased_at IS NULL AND created_at < ? LIMIT ${batch}
`
const oldParcels = `SELECT fact_id FROM facts WHERE tracking IS NOT NULL AND created_at < ? LIMIT ${batch}`

/**
 * Erases what is personal of attempts that nothing was heard of since `before` (RFC 3339): what companies told, as they told it, where redirects led
 * and what actions were, and the numbers of parcels. Amounts, names and times of what happened stay.
 *
 * @returns how many rows were erased; there may be more.
 */
export function* erasePersonal(sql: Sql, before: string, now: string): SqlSteps<number> {
  return (
    (yield* eraseEvents(sql, before, now)) +
    (yield* eraseSteps(sql, before, now)) +
    (yield* eraseUpdates(sql, before, now)) +
    (yield* sql.run(`UPDATE facts SET tracking = NULL WHERE fact_id IN (${oldParcels})`, before))
  )
}

/** The event's id stays, so that it is known when it comes again. One that still waits for its attempt waits no longer. */
function* eraseEvents(sql: Sql, before: string, now: string): SqlSteps<number> {
  const text = `
    UPDATE webhook_events SET event = '', handled_at = COALESCE(handled_at, ?)
    WHERE (provider, event_id) IN (${oldEvents})`
  return yield* sql.run(text, now, before, before, before)
}

function* eraseSteps(sql: Sql, before: string, now: string): SqlSteps<number> {
  const rows = yield* sql.all(oldSteps, before, before, before)
  const text = 'UPDATE results SET outcome = ?, erased_at = ? WHERE attempt_id = ? AND step = ?'
  for (const { attempt_id: attemptId, step, outcome } of rows) {
    const rest = JSON.stringify(withoutPersonal(JSON.parse(String(outcome)) as PaymentOutcome))
    yield* sql.run(text, rest, now, String(attemptId), Number(step))
  }
  return rows.length
}

/** What is left says where it led, and still fits the contract. */
function withoutPersonal(outcome: PaymentOutcome): PaymentOutcome {
  if (outcome.outcome === 'action') return { outcome: 'action', action: { type: outcome.action.type } }
  if (outcome.outcome !== 'redirect') return outcome
  const { url, method } = outcome
  return { outcome: 'redirect', url: URL.canParse(url) ? new URL(url).origin : '', method, fields: [] }
}

function* eraseUpdates(sql: Sql, before: string, now: string): SqlSteps<number> {
  const rows = yield* sql.all(oldUpdates, before)
  for (const { update_id: updateId, body } of rows) {
    const { tracking: _, ...rest } = JSON.parse(String(body)) as OrderUpdate
    const text = 'UPDATE order_updates SET body = ?, erased_at = ? WHERE update_id = ?'
    yield* sql.run(text, JSON.stringify(rest), now, String(updateId))
  }
  return rows.length
}
