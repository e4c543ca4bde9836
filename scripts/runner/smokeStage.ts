import path from 'node:path'
import { isBrowserHere, type SmokeBrowserName, smokeBrowsers } from '../../e2e/smoke/findBrowsers.ts'
import { judgeRunner, skipRunner, type Verdict } from './judgeRunner.ts'
import { readPlaywrightReport } from './playwrightReport.ts'
import { readReport } from './readReport.ts'
import type { Stage, StageContext } from './stage.ts'

/** How many cells there are for each browser, in e2e/smoke/cells.smoke.ts. */
const cells: Readonly<Record<SmokeBrowserName, number>> = { firefox: 10, webkit: 9 }

const missing: Readonly<Record<SmokeBrowserName, string>> = {
  firefox: 'there is no Firefox here (Debian: firefox-esr)',
  webkit: 'there is no WebKitGTK with its driver here (Debian: webkit2gtk-driver, xvfb)',
}

/** The checkout in browsers that Playwright does not drive, where they are installed. */
export const smokeStage: Stage = {
  names: smokeBrowsers,
  title: 'smoke tests in Firefox and WebKit, over the three processes',
  async run(context) {
    const verdicts: Verdict[] = []
    for (const name of smokeBrowsers) {
      if (context.only && !context.only.has(name)) continue
      verdicts.push(
        isBrowserHere(name) ? await runIn(name, context) : skipRunner(name, cells[name], missing[name]),
      )
    }
    return verdicts
  },
}

async function runIn(
  name: SmokeBrowserName,
  { reports, processes, only, filters }: StageContext,
): Promise<Verdict> {
  const file = path.join(reports, `${name}.json`)
  const run = ['test', '--config', 'e2e/smoke/smoke.config.ts', '--project', name, '--pass-with-no-tests']
  const args = ['node_modules/@playwright/test/cli.js', ...run, '--output', `.pw/${name}`, ...filters]
  const exitCode = await processes.run(process.execPath, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const floor = only || filters.length > 0 ? undefined : cells[name]
  return judgeRunner({ runner: name, report: readPlaywrightReport(readReport(file)), exitCode, floor })
}
