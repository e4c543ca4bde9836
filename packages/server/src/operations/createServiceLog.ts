import type { ServiceEvent } from '../ServiceEvent.ts'
import { printableCode } from './printableCode.ts'

/** Options of {@link createServiceLog}. */
export interface ServiceLogOptions {
  /** Takes one line of JSON, its end of line included. */
  write: (line: string) => void
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
}

type Line = Readonly<Record<string, string | number | undefined>>
type Lines = {
  readonly [Type in ServiceEvent['type']]: (event: Extract<ServiceEvent, { type: Type }>) => Line
}

/** What each event may say. A member that is not named here is not written, whatever an event carries. */
const lines: Lines = {
  call: ({ call, status, durationMs, code }) => ({
    call: printableCode(call),
    status: count(status),
    durationMs: count(durationMs),
    code: printableCode(code),
  }),
  orchestrator: ({ call, outcome, durationMs, status, code }) => ({
    call: printableCode(call),
    outcome: printableCode(outcome),
    durationMs: count(durationMs),
    status: count(status),
    code: printableCode(code),
  }),
  stream: ({ paymentId, change, open }) => ({
    paymentId: printableId(paymentId),
    change: printableCode(change),
    open: count(open),
  }),
  bus: ({ eventId, outcome, reason }) => ({
    eventId: printableId(eventId),
    outcome: printableCode(outcome),
    reason: printableCode(reason),
  }),
  'bus-link': ({ link, state, reason }) => ({
    link: printableCode(link),
    state: printableCode(state),
    reason: printableCode(reason),
  }),
  transition: ({ paymentId, from, to }) => ({
    paymentId: printableId(paymentId),
    from: printableCode(from),
    to: printableCode(to),
  }),
  answer: ({ paymentId, attemptId, outcome, code, providerCode }) => ({
    paymentId: printableId(paymentId),
    attemptId: printableId(attemptId),
    outcome: printableCode(outcome),
    code: printableCode(code),
    providerCode: printableCode(providerCode),
  }),
  'order-update': ({ paymentId, updateId, outcome, reason }) => ({
    paymentId: printableId(paymentId),
    updateId: printableId(updateId),
    outcome: printableCode(outcome),
    reason: printableCode(reason),
  }),
  error: ({ where, error }) => ({ where: printableCode(where), ...errorLine(error) }),
}

/**
 * Makes an observer that writes one JSON line per event: the time, the type, and the members that are known to carry no secret, no text
 * and nothing of a person. Errors are told by name, code and place, without their message and stack.
 *
 * @returns what `observe` of `createPaymentService` takes. A `write` that throws hurts nobody.
 */
export function createServiceLog({
  write,
  now = Date.now,
}: ServiceLogOptions): (event: ServiceEvent) => void {
  return (event) => {
    try {
      const { type } = event
      if (!Object.hasOwn(lines, type)) return
      const line = (lines[type] as (event: ServiceEvent) => Line)(event)
      write(`${JSON.stringify({ time: new Date(now()).toISOString(), event: type, ...line })}\n`)
    } catch {
      // A full disk must not change what becomes of a payment.
    }
  }
}

/** The text of an error may quote anything: a number, a query, a token. */
function errorLine(error: unknown): Line {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code } = error as { code?: unknown }
  // PostgreSQL's codes may be digits alone.
  const isSqlState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  return { name: printableCode(error.name), code: isSqlState ? code : printableCode(code) }
}

function printableId(id: unknown): string {
  return typeof id === 'string' && /^[A-Za-z0-9._~:-]{1,200}$/.test(id) ? id : 'other'
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
