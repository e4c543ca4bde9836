import { readTally, type Tally } from './tally.ts'

/** The number of tests in Playwright's JSON report, or undefined when it is not one. A flaky test counts as failed. */
export function playwrightTally(report: unknown): Tally | undefined {
  const stats = (report as { stats?: Record<string, number> } | null)?.stats
  if (!stats) return undefined
  const { expected = NaN, unexpected = NaN, flaky = NaN, skipped } = stats
  return readTally({ passed: expected, failed: unexpected + flaky, skipped })
}
