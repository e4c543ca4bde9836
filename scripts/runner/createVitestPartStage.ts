import path from 'node:path'
import { judgeRunner, skipRunner } from './judgeRunner.ts'
import { readReport } from './readReport.ts'
import type { Stage } from './stage.ts'
import { readVitestReport } from './vitestReport.ts'

/** A part of one vitest project, run by itself. */
export interface VitestPart {
  name: string
  title: string
  project: string
  /** @default the whole project */
  files?: readonly string[] | undefined
  environment?: Readonly<Record<string, string>> | undefined
  /** Files that run at the same time: two cores take two, where what they do is mostly waiting or needs no quiet. @default 1 */
  workers?: number | undefined
  /** The least number of tests that it has to run. */
  floor: number
  /** @default false */
  needsChromium?: boolean | undefined
}

/** Makes the stage of a part that takes too long to be run each time. */
export function createVitestPartStage(part: VitestPart): Stage {
  const { name, title, project, files = [], environment = {}, workers = 1, floor } = part
  return {
    names: [name],
    title: `${title} (vitest)`,
    async run({ isChromiumHere, processes, reports }) {
      if (part.needsChromium && !isChromiumHere) return [skipRunner(name, floor, 'there is no Chromium here')]
      const file = path.join(reports, `${name}.json`)
      const flags = ['--project', `${project}*`, '--maxWorkers', String(workers)]
      const args = ['node_modules/vitest/vitest.mjs', 'run', ...flags, ...files]
      const exitCode = await processes.run(process.execPath, args, { ...environment, TALLY_FILE: file })
      const report = readVitestReport(readReport(file))?.[project]
      return [judgeRunner({ runner: name, report, exitCode, floor })]
    },
  }
}
