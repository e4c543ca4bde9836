import type { CspSources } from '@payloom/core'

/** The plain methods load nothing from anywhere. */
export function plainCsp(): CspSources {
  return {}
}
