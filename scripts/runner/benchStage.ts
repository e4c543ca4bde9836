import { judgeRunner } from './judgeRunner.ts'
import { readReport } from './readReport.ts'
import type { Stage } from './stage.ts'
import { readVitestReport } from './vitestReport.ts'

/** The benches as commands: their figures, and that they see what they exclude. */
export const benchStage: Stage = {
  names: ['bench'],
  title: 'races, with and without their guards (vitest)',
  async run({ processes, reports }) {
    const file = `${reports}/bench.json`
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'bench']
    const exitCode = await processes.run(process.execPath, args, { TALLY_FILE: file })
    const report = readVitestReport(readReport(file))?.bench
    return [judgeRunner({ runner: 'bench', report, exitCode, floor: 5 })]
  },
}
