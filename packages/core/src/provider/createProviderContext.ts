import { PaymentError } from '../errors/PaymentError.ts'
import type { Appearance } from './Appearance.ts'
import type { ProviderContext, ScriptLoader } from './ProviderContext.ts'

/** What a page tells every provider. */
export interface ProviderContextOptions {
  scripts: ScriptLoader
  country?: string | undefined
  appearance?: Appearance | undefined
  nonce?: string | undefined
}

/** Makes the part of a provider's context that is the same for every method. */
export function createProviderContext({
  scripts,
  country,
  appearance,
  nonce,
}: ProviderContextOptions): Omit<ProviderContext, 'amount' | 'locale' | 'loadBalance' | 'text'> {
  return {
    scripts,
    flow: { begin: refuseTicket },
    ...(country === undefined ? {} : { country }),
    ...(appearance === undefined ? {} : { appearance }),
    ...(nonce === undefined ? {} : { nonce }),
  }
}

// The seam of providers' own buttons.
function refuseTicket(): never {
  throw new PaymentError({
    message:
      'flow.begin: this version places orders by the page’s own button; give the method the presentation "form" or "none".',
    code: 'configuration',
    retry: 'other-method',
    origin: 'provider',
  })
}
