/** What an attribute may be here. */
export type TelemetryAttributes = Record<string, string | number>

/** What {@link createTelemetry} needs of a meter; `@opentelemetry/api`'s `Meter` is one. */
export interface Meter {
  createCounter(
    name: string,
    options?: InstrumentOptions,
  ): { add(value: number, attributes?: TelemetryAttributes): void }
  createUpDownCounter(
    name: string,
    options?: InstrumentOptions,
  ): { add(value: number, attributes?: TelemetryAttributes): void }
  createHistogram(
    name: string,
    options?: InstrumentOptions,
  ): { record(value: number, attributes?: TelemetryAttributes): void }
}

/** Of an instrument. */
export interface InstrumentOptions {
  /** For whoever reads the figures. */
  description?: string
  /** UCUM, e.g. `s`. */
  unit?: string
}
