import type { Appearance, MethodToCreate, ProviderContext } from '@payloom/core'
import type { SandboxConfig } from './config.ts'
import type { SandboxAppearance, SandboxLooks } from './library.ts'

/** What the company's screens are shown with. A set-up takes no money, so it shows no amount. */
export function looksOf(
  { purpose }: Pick<MethodToCreate<SandboxConfig>, 'purpose'>,
  { amount, locale, appearance }: Pick<ProviderContext, 'amount' | 'locale' | 'appearance'>,
): SandboxLooks {
  return {
    ...(purpose === 'setup' ? {} : { amount }),
    locale,
    ...(appearance ? { appearance: sandboxAppearance(appearance) } : {}),
  }
}

function sandboxAppearance({ theme = 'auto', tokens = {} }: Appearance): SandboxAppearance {
  const { accent, surface } = tokens
  return {
    colorScheme: theme,
    ...(accent === undefined ? {} : { accent }),
    ...(surface === undefined ? {} : { background: surface }),
  }
}
