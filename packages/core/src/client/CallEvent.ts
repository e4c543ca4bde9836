/** One finished call, for logs and telemetry: never a body, a token or a URL. */
export interface CallEvent {
  type: 'call'
  /** Name of the call, e.g. `loadMethodList`. */
  name: string
  durationMs: number
  /** `ok`, or the code of the error that it ended with. */
  outcome: 'ok' | string
}
