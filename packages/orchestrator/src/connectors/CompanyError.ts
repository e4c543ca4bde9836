/** A call to a company whose outcome is unknown: it was down, slow, or answered what cannot be understood. */
export class CompanyError extends Error {
  override readonly name = 'CompanyError'
  /** Short and free of contents, for the log. `timeout` when the company did not answer in time. */
  readonly reason: string
  /** Whether the request may still reach the company: nobody answered it, or a gateway that gave it up. */
  readonly mayArrive: boolean

  constructor(reason: string, { cause, mayArrive = true }: { cause?: unknown; mayArrive?: boolean } = {}) {
    super(`The payment company could not be asked: ${reason}.`, { cause })
    this.reason = reason
    this.mayArrive = mayArrive
  }
}
