/** Why a call to the shop failed. `not-found` and the server's other codes, or `network` when no sound answer came. */
export class ShopError extends Error {
  override readonly name = 'ShopError'
  readonly code: string

  constructor(code: string, options?: ErrorOptions) {
    super(`The shop's call failed: ${code}.`, options)
    this.code = code
  }
}
