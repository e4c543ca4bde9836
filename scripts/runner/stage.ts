import type { Verdict } from './judgeRunner.ts'
import type { ProcessGroup } from './processGroup.ts'

/** What a stage may use. */
export interface StageContext {
  readonly root: string
  /** A folder for reports that is gone after the run. */
  readonly reports: string
  readonly processes: ProcessGroup
  readonly isChromiumHere: boolean
  /** The floor of a runner; undefined when only a part of the tests was asked for. */
  floorOf(runner: string): number | undefined
  /** The names that were asked for by `--only`, or undefined for all. */
  readonly only: ReadonlySet<string> | undefined
  /** What else stood on the command line: filters for the runners. */
  readonly filters: readonly string[]
}

/** One step of the run. It prints its own output and answers what it adds to the sum. */
export interface Stage {
  /** What `--only` calls it; a stage with several runners goes by each of their names. */
  readonly names: readonly string[]
  readonly title: string
  run(context: StageContext): Promise<readonly Verdict[]>
}
