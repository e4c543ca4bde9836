import { emptyTally, type Report, type Tally } from './tally.ts'

/** What is known of a runner when it has ended. */
export interface RunnerOutcome {
  readonly runner: string
  /** What its report says; undefined when there is no readable report. */
  readonly report: Report | undefined
  readonly exitCode: number
  /** The least number of tests that it has to run; undefined when only a part of them was asked for. */
  readonly floor: number | undefined
}

/** A runner's share of the sum, and in plain words why it is not simply its report's. */
export interface Verdict {
  /** The runner's name, or the check's. */
  readonly name: string
  readonly tally: Tally
  readonly complaints: readonly string[]
  /** Tests that failed, a line each. */
  readonly failures?: readonly string[]
}

/**
 * Turns a runner's outcome into its share of the sum. Whatever a report does not show (no report, too few tests, a
 * failure outside any test) counts as one failed test more.
 */
export function judgeRunner({ runner, report, exitCode, floor }: RunnerOutcome): Verdict {
  if (!report)
    return {
      name: runner,
      tally: { ...emptyTally, failed: 1 },
      complaints: [`${runner} left no readable report`],
    }
  const { failures, ...tally } = report
  const complaints: string[] = []
  const ran = tally.passed + tally.failed
  if (floor !== undefined && ran < floor)
    complaints.push(`${runner} ran ${ran} tests: its floor in scripts/test-floors.json is ${floor}`)
  if (exitCode !== 0 && tally.failed === 0)
    complaints.push(`${runner} ended with exit code ${exitCode} although no test of it failed`)
  return { name: runner, tally: { ...tally, failed: tally.failed + complaints.length }, complaints, failures }
}

/** The share of a runner that cannot run here: as many skipped tests as its floor says that it has. */
export function skipRunner(runner: string, floor: number, why: string): Verdict {
  return {
    name: runner,
    tally: { ...emptyTally, skipped: floor },
    complaints: [`${runner} skipped (${floor} tests): ${why}`],
  }
}
