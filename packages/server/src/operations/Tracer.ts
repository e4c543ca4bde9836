import type { TelemetryAttributes } from './Meter.ts'

/** What {@link createTelemetry} needs of a tracer; `@opentelemetry/api`'s `Tracer` is one. */
export interface Tracer {
  /** `kind`: 1 for a server's span, 2 for a client's. `startTime`: milliseconds since the epoch. */
  startSpan(
    name: string,
    options?: { kind?: 1 | 2; attributes?: TelemetryAttributes; startTime?: number },
  ): Span
}

/** One span. */
export interface Span {
  /** `code`: 2 for an error. */
  setStatus(status: { code: 2 }): unknown
  /** Milliseconds since the epoch. */
  end(endTime?: number): void
}
