import type { Provider, ProviderMatch } from '@payloom/core'
import type { Stage, StageOptions } from './openStage.ts'
import type { MethodSubject, ProviderSubject } from './ProviderSubject.ts'
import type { ScriptNetwork } from './ScriptNetwork.ts'
import type { PageWatch } from './watchPage.ts'

/** What a check works with. */
export interface CheckContext {
  /** The provider under test. */
  subject: ProviderSubject
  /** The method under test. */
  method: MethodSubject
  /** How the provider describes the method. */
  match: ProviderMatch
  /** Answers for the company's scripts. */
  network: ScriptNetwork
  /** Sees what the provider leaves on the page. */
  page: PageWatch
  /** Opens a checkout on the page; it is closed when the check ends. */
  open(options?: Partial<Pick<StageOptions, 'config' | 'total' | 'paymentId' | 'locale'>>): Stage
}

/** What decides whether a check is about a method at all. */
export type CheckFacts = Pick<CheckContext, 'subject' | 'method' | 'match'>

/** One thing that every provider has to do. */
export interface ProviderCheck {
  /** A plain sentence: what holds. */
  name: string
  /** Why the check is not about this method; absent: it is about every one. */
  leftOut?(facts: CheckFacts): string | undefined
  /** Throws when it does not hold. */
  run(context: CheckContext): Promise<void>
}

/**
 * How a provider describes a method.
 *
 * @throws TypeError when it does not draw the method for its purpose.
 */
export function matchOf(
  { id, matches }: Provider,
  { method, purpose = 'pay' }: MethodSubject,
): ProviderMatch {
  const fits = (code: string): ProviderMatch | undefined =>
    matches.find((match) => match.method === code && match.purposes.includes(purpose))
  const match = fits(method) ?? fits('*')
  if (match) return match
  throw new TypeError(
    `describeProvider: "${id}" does not match "${method}" for "${purpose}"; mend "matches".`,
  )
}
