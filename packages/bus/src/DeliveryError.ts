/** A delivery that failed; `reason` is short and free of contents, for the log and the quarantine. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly reason: string

  constructor(reason: string, cause?: unknown) {
    super(`The message was not delivered: ${reason}.`, { cause })
    this.reason = reason
  }
}

/** What may be said about any error: its reason, the system's code, or its name; never its text, which may quote contents. */
export function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return error.reason
  if (!(error instanceof Error)) return typeof error
  return codeOf(error) ?? codeOf(error.cause) ?? error.name
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code) ? error.code : undefined
}
