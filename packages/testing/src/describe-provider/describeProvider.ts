import { describe, test } from 'vitest'
import { matchOf } from './ProviderCheck.ts'
import type { MethodSubject, ProviderSubject } from './ProviderSubject.ts'
import { providerChecks } from './providerChecks.ts'
import { runCheck } from './runCheck.ts'

/** Milliseconds; fifty mounts of a form in frames take their time on a small machine. */
const limit = 60_000

/** Options of {@link describeProvider}. */
export interface DescribeOptions {
  /** Which methods are checked here; the others have files of their own, so that they run side by side. @default all */
  only?: (method: MethodSubject) => boolean
}

/**
 * Describes a provider to Vitest, in browser mode: for each of its methods one test per check. What a check is not about is left
 * out; the title of a method says how many were, and why.
 *
 * @throws TypeError when the provider does not draw one of the methods.
 */
export function describeProvider(
  subject: ProviderSubject,
  { only = () => true }: DescribeOptions = {},
): void {
  const { id } = subject.provider
  for (const method of subject.methods.filter(only)) {
    const facts = { subject, method, match: matchOf(subject.provider, method) }
    const reasons = providerChecks.map((check) => check.leftOut?.(facts))
    describe(`${id}/${method.method}, to ${method.purpose ?? 'pay'}${leftOutOf(reasons)}`, () => {
      for (const [index, check] of providerChecks.entries()) {
        if (reasons[index] !== undefined) continue
        test(check.name, { timeout: limit }, () => runCheck(check, subject, method))
      }
    })
  }
}

function leftOutOf(reasons: readonly (string | undefined)[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  if (counts.size === 0) return ''
  return ` (left out: ${[...counts].map(([reason, count]) => `${count}, for ${reason}`).join('; ')})`
}
