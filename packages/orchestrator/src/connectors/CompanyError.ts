/** A call to a company whose outcome is unknown: it was down, slow, or answered what cannot be understood. */
export class CompanyError extends Error {
  override readonly name = 'CompanyError'
  /** Short and free of contents, for the log. `timeout` when the company did not answer in time. */
  readonly reason: string

  constructor(reason: string, cause?: unknown) {
    super(`The payment company could not be asked: ${reason}.`, { cause })
    this.reason = reason
  }
}
