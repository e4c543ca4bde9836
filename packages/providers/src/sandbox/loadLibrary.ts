import { PaymentError, type ProviderContext } from '@payloom/core'
import type { SandboxConfig } from './config.ts'
import { readSandboxLibrary, type SandboxLibrary } from './library.ts'

/**
 * Loads the company's script and opens its library.
 *
 * @param needed what the method is going to call.
 * @throws PaymentError; `script-broken` when the script is not the one that this provider was written for.
 */
export async function loadLibrary(
  { scriptUrl, publishableKey }: SandboxConfig,
  { scripts }: Pick<ProviderContext, 'scripts'>,
  needed: readonly (keyof SandboxLibrary)[],
  signal: AbortSignal,
): Promise<SandboxLibrary> {
  const open = await scripts.load(scriptUrl, readSandboxLibrary, signal)
  const library = tryToOpen(open, publishableKey)
  const missing = needed.filter((name) => typeof library[name] !== 'function')
  if (missing.length > 0) {
    throw broken(`its library has no ${missing.join(', ')}; serve the script of this version`)
  }
  return library
}

function tryToOpen(open: (key: string) => SandboxLibrary, publishableKey: string): SandboxLibrary {
  let opened: unknown
  try {
    opened = open(publishableKey)
  } catch (cause) {
    throw broken('its library did not open; check the publishable key and the script', cause)
  }
  if (typeof opened === 'object' && opened !== null) return opened as SandboxLibrary
  throw broken('its library is empty; check the script')
}

function broken(what: string, cause?: unknown): PaymentError {
  return new PaymentError({
    message: `sandbox: the company's script ran, but ${what}.`,
    code: 'script-broken',
    retry: 'same',
    origin: 'provider',
    cause,
  })
}
