/** What a runner found: numbers of tests. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: 0 }

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    emptyTally,
  )
}

/** The one line that a run ends with: `N passed, N failed`, and `, N skipped` when there are any. */
export function tallyLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A tally from outside, or undefined when it is not three whole numbers. */
export function readTally(value: unknown): Tally | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { passed, failed, skipped } = value as Record<string, unknown>
  const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0
  return isCount(passed) && isCount(failed) && isCount(skipped) ? { passed, failed, skipped } : undefined
}
