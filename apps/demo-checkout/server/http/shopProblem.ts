/** A refusal of the shop's own calls; it becomes problem+json. */
export class ShopProblem extends Error {
  override readonly name = 'ShopProblem'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, title: string) {
    super(title)
    this.status = status
    this.code = code
  }
}
