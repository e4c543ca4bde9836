import type { OrchestratorEvent } from '../orchestrator/OrchestratorEvent.ts'
import type { CallEvent, ServiceEvent } from '../ServiceEvent.ts'
import { createInstruments, type Instruments } from './createInstruments.ts'
import { createLabels, type Labels } from './createLabels.ts'
import type { Meter } from './Meter.ts'
import type { Tracer } from './Tracer.ts'

/** Options of {@link createTelemetry}; without both it does nothing. */
export interface TelemetryOptions {
  /** E.g. `metrics.getMeter('payloom')` of `@opentelemetry/api`. */
  meter?: Meter | undefined
  /** E.g. `trace.getTracer('payloom')` of `@opentelemetry/api`. */
  tracer?: Tracer | undefined
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
}

/**
 * Makes an observer that counts and times what a service does, and draws a span for each call of a browser and of the orchestrator.
 * Attributes are names of calls, statuses, codes and outcomes: never an id, and at most 64 values each.
 *
 * @returns what `observe` of `createPaymentService` takes. A meter or tracer that throws hurts nobody.
 */
export function createTelemetry({
  meter,
  tracer,
  now = Date.now,
}: TelemetryOptions): (event: ServiceEvent) => void {
  const label = createLabels()
  const instruments = quietly(() => meter && createInstruments(meter))
  return (event) => {
    quietly(() => instruments && measure(instruments, label, event))
    if (event.type === 'call') {
      quietly(() => tracer && drawCall(tracer, label, event, now()))
    }
    if (event.type === 'orchestrator') {
      quietly(() => tracer && drawOrchestratorCall(tracer, label, event, now()))
    }
  }
}

function measure(instruments: Instruments, label: Labels, event: ServiceEvent): void {
  switch (event.type) {
    case 'call':
      instruments.calls.record(event.durationMs / 1_000, callAttributes(label, event))
      break
    case 'orchestrator':
      instruments.orchestratorCalls.record(event.durationMs / 1_000, orchestratorAttributes(label, event))
      break
    case 'stream':
      instruments.openStreams(event.open)
      instruments.streams.add(1, label({ change: event.change }))
      break
    case 'bus':
      instruments.messages.add(1, label({ outcome: event.outcome, reason: event.reason }))
      break
    case 'bus-link':
      instruments.links.add(1, label({ link: event.link, state: event.state, reason: event.reason }))
      break
    case 'transition':
      instruments.transitions.add(1, label({ from: event.from, to: event.to }))
      break
    case 'answer':
      instruments.answers.add(1, label({ outcome: event.outcome, code: event.code }))
      break
    case 'order-update':
      instruments.orderUpdates.add(1, label({ outcome: event.outcome, reason: event.reason }))
      break
    case 'error':
      instruments.errors.add(1, label({ where: event.where, name: nameOf(event.error) }))
      break
    default:
  }
}

function drawCall(tracer: Tracer, label: Labels, event: CallEvent, end: number): void {
  const attributes = callAttributes(label, event)
  const isFault = event.status >= 500
  draw(tracer, `payloom ${attributes['payloom.route']}`, {
    ...{ kind: 1, attributes, isFault, end },
    durationMs: event.durationMs,
  })
}

function drawOrchestratorCall(tracer: Tracer, label: Labels, event: OrchestratorEvent, end: number): void {
  const attributes = orchestratorAttributes(label, event)
  draw(tracer, `payloom.orchestrator ${attributes['payloom.route']}`, {
    ...{ kind: 2, attributes, isFault: event.outcome !== 'ok', end },
    durationMs: event.durationMs,
  })
}

interface Drawing {
  kind: 1 | 2
  attributes: Record<string, string | number>
  durationMs: number
  end: number
  isFault: boolean
}

function draw(tracer: Tracer, name: string, { kind, attributes, durationMs, end, isFault }: Drawing): void {
  const span = tracer.startSpan(name, { kind, attributes, startTime: end - durationMs })
  try {
    if (isFault) span.setStatus({ code: 2 })
  } finally {
    span.end(end)
  }
}

function callAttributes(label: Labels, { call, code, status }: CallEvent): Record<string, string | number> {
  return { ...label({ route: call, code }), 'http.response.status_code': status }
}

function orchestratorAttributes(
  label: Labels,
  { call, outcome, status }: OrchestratorEvent,
): Record<string, string | number> {
  const answered = status === undefined ? {} : { 'http.response.status_code': status }
  return { ...label({ route: call, outcome }), ...answered }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** Telemetry is a guest: a throw of it must not reach its host. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
