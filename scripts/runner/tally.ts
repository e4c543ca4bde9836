/** What a runner found: numbers of tests. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What a runner's report says: its numbers, and each test that failed by its name and its first words. */
export interface Report extends Tally {
  readonly failures: readonly string[]
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

/** A report from outside, or undefined when it is none; one that names no failure is one all the same. */
export function readTallyReport(value: unknown): Report | undefined {
  const tally = readTally(value)
  if (!tally) return undefined
  const { failures } = value as { failures?: unknown }
  const isText = (one: unknown): one is string => typeof one === 'string'
  return { ...tally, failures: Array.isArray(failures) ? failures.filter(isText) : [] }
}

/** Characters of an error that its one line has: enough for a seed with its counterexample, or what a bench found. */
const longestReason = 900

/** One line for a test that failed: its name, and why, without colours and places in the code. */
export function failureLine(name: string, error: string | undefined): string {
  // Errors of Playwright come with colours.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a colour begins with.
  const plain = (error ?? '').replace(/\u001b\[[\d;]*m/g, '')
  const lines = plain.split('\n').map((line) => line.trim())
  const why = lines.filter((line) => line !== '' && !line.startsWith('at ')).join(' · ')
  return why === '' ? name : `${name}: ${why.slice(0, longestReason)}`
}
