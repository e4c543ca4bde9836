import type { ProviderContext } from '@payloom/core'
import type { ProviderBehavior } from './ProviderBehavior.ts'

/** What a scripted session is made of. */
export interface ScriptedPart {
  context: ProviderContext
  behavior: ProviderBehavior
  log: string[]
  isDrawn: boolean
}
