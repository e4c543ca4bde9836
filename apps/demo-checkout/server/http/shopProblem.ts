/** What a problem may say beside its code. */
export interface ShopProblemDetails {
  /** The field of a form that is to be mended. */
  field?: string | undefined
}

/** A refusal of the shop's own calls; it becomes problem+json. */
export class ShopProblem extends Error {
  override readonly name = 'ShopProblem'
  readonly status: number
  readonly code: string
  readonly details: ShopProblemDetails

  constructor(status: number, code: string, title: string, details: ShopProblemDetails = {}) {
    super(title)
    this.status = status
    this.code = code
    this.details = details
  }
}
