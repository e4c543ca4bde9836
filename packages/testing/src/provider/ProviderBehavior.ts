import type { ActionOutcome, CollectedData, ProviderContext } from '@payloom/core'

/** What a scripted provider does. Everything may be changed while a page runs. */
export interface ProviderBehavior {
  /** Runs before the session is there: a wait, or a throw. */
  create(context: ProviderContext, signal: AbortSignal): Promise<void>
  /** Runs before anything is drawn. */
  mount(signal: AbortSignal): Promise<void>
  /** Whether a change is taken in place. */
  update(): Promise<'updated' | 'recreate'>
  /** What an order is placed with. @default a token that counts up */
  collect(signal: AbortSignal): Promise<CollectedData>
  /** Replaces the two buttons that an action shows in the page's dialog. */
  perform?: (signal: AbortSignal) => Promise<ActionOutcome>
}
