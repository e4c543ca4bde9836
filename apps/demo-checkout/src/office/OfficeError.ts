/** Why a call of the back office failed: the server's code and words, or `network` when no sound answer came. */
export class OfficeError extends Error {
  override readonly name = 'OfficeError'
  readonly code: string
  /** For people. */
  readonly words: string
  /** The field of the form that is to be mended. */
  readonly field: string | undefined

  constructor(code: string, words: string, field?: string, options?: ErrorOptions) {
    super(`The back office's call failed: ${code}.`, options)
    this.code = code
    this.words = words
    this.field = field
  }
}
