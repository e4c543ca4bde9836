import type { Provider, ProviderMatch } from './Provider.ts'

/** A provider together with the match by which it draws a method. */
export interface ProviderEntry {
  provider: Provider
  match: ProviderMatch
  /** Built in: it draws what no registered provider knows. */
  isFallback?: true
}
