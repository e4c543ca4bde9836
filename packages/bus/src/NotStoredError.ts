/**
 * What a handler rejects with when it could not even store the message, because its database is away for instance: that is no fault of the
 * message. A broker goes on holding it for this side, as long as that takes; any other rejection counts as a failed attempt.
 */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError'

  constructor(cause?: unknown) {
    super('The message was not stored; it has to come again.', { cause })
  }
}
