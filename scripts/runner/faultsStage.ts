import { judgeRunner, skipRunner } from './judgeRunner.ts'
import { readReport } from './readReport.ts'
import type { Stage } from './stage.ts'
import { readVitestReport } from './vitestReport.ts'

/** The deliberately broken providers: each fails the check that names its fault, and none of those beside it. */
export const faultsStage: Stage = {
  names: ['faults'],
  title: 'broken providers against the checks beside the one that names their fault (vitest)',
  async run({ isChromiumHere, processes, reports }) {
    if (!isChromiumHere) return [skipRunner('faults', 1, 'there is no Chromium here')]
    const file = `${reports}/faults.json`
    const tests = 'packages/testing/src/describe-provider/providerChecks.browser.test.ts'
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser*', tests]
    const exitCode = await processes.run(process.execPath, args, { TALLY_FILE: file, VITE_CHECKS: 'group' })
    const report = readVitestReport(readReport(file))?.browser
    return [judgeRunner({ runner: 'faults', report, exitCode, floor: 30 })]
  },
}
