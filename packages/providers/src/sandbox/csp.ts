import type { CspSources } from '@payloom/core'
import type { SandboxConfig } from './config.ts'

/** What a page's policy has to allow for the sandbox company: its script, and its frames for fields and challenges. */
export function sandboxCsp({ origin }: Pick<SandboxConfig, 'origin'>): CspSources {
  return { script: [origin], frame: [origin] }
}
