/** The company understood the request and refused it: nothing was made and nothing changed. */
export class CompanyRefusal extends Error {
  override readonly name = 'CompanyRefusal'
  readonly status: number
  /** The company's own code, e.g. `token_used`. */
  readonly code: string

  constructor(status: number, code: string) {
    super(`The payment company refused the request: ${code}.`)
    this.status = status
    this.code = code
  }
}
