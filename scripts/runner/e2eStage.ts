import path from 'node:path'
import { judgeRunner, skipRunner } from './judgeRunner.ts'
import { readPlaywrightReport } from './playwrightReport.ts'
import { readReport } from './readReport.ts'
import type { Stage } from './stage.ts'

/** End-to-end tests over the three processes: all but those marked `@long`, or those alone. */
export function createE2eStage(length: 'short' | 'long'): Stage {
  return {
    names: ['e2e'],
    title: length === 'long' ? 'long end-to-end tests (playwright)' : 'end-to-end tests (playwright)',
    async run({ floorOf, reports, processes, isChromiumHere, filters }) {
      const floor = length === 'long' ? undefined : floorOf('e2e')
      if (!isChromiumHere) return [skipRunner('e2e', floor ?? 0, 'there is no Chromium here')]
      const file = path.join(reports, 'playwright.json')
      const grep = [length === 'long' ? '--grep' : '--grep-invert', '@long']
      // A folder of its own: a run by hand beside this one empties the other.
      const run = ['test', '--output', '.pw/npm-test', '--pass-with-no-tests', ...grep, ...filters]
      const args = ['node_modules/@playwright/test/cli.js', ...run]
      const exitCode = await processes.run(process.execPath, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
      const report = readPlaywrightReport(readReport(file))
      return [judgeRunner({ runner: 'e2e', report, exitCode, floor })]
    },
  }
}
