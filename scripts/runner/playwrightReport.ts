import { failureLine, type Report, readTally } from './tally.ts'

/** As much of Playwright's JSON report as is read. */
interface Suite {
  file?: string
  suites?: Suite[]
  specs?: {
    title: string
    tests: { status: string; results: { errors?: { message?: string }[] }[] }[]
  }[]
}

/** What Playwright's JSON report says, or undefined when it is not one. A flaky test counts as failed. */
export function readPlaywrightReport(value: unknown): Report | undefined {
  const { stats, suites = [] } = (value ?? {}) as { stats?: Record<string, number>; suites?: Suite[] }
  if (!stats) return undefined
  const { expected = NaN, unexpected = NaN, flaky = NaN, skipped } = stats
  const tally = readTally({ passed: expected, failed: unexpected + flaky, skipped })
  return tally && { ...tally, failures: suites.flatMap(failuresOf) }
}

function failuresOf({ file, suites = [], specs = [] }: Suite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => {
        const error = results.flatMap(({ errors = [] }) => errors)[0]
        return failureLine([file, title].filter(Boolean).join(' > '), error?.message)
      }),
  )
  return [...own, ...suites.flatMap(failuresOf)]
}
