/** A configuration that cannot be used; the message names the place. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}
