import path from 'node:path'
import { judgeRunner, skipRunner, type Verdict } from './judgeRunner.ts'
import { readReport } from './readReport.ts'
import type { Stage, StageContext } from './stage.ts'
import { readVitestReport, type VitestReport } from './vitestReport.ts'

const projects = ['node', 'dom', 'react18', 'browser', 'react-18-browser', 'storybook'] as const
const inBrowser = new Set<string>(['browser', 'react-18-browser', 'storybook'])

function judgeProjects(
  context: StageContext,
  asked: readonly string[],
  report: VitestReport | undefined,
  exitCode: number,
): Verdict[] {
  const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] }
  const verdicts = asked.map((runner) =>
    judgeRunner({
      runner,
      report: report && (report[runner] ?? nothing),
      // One exit code for all projects: it is judged once, below.
      exitCode: 0,
      floor: context.floorOf(runner),
    }),
  )
  if (exitCode === 0 || !report || Object.values(report).some(({ failed }) => failed > 0)) return verdicts
  return [...verdicts, judgeRunner({ runner: 'vitest', report: nothing, exitCode, floor: undefined })]
}

/** All vitest projects in one run. */
export const vitestStage: Stage = {
  names: projects,
  title: 'unit, component, browser and story tests (vitest)',
  async run(context) {
    const asked = projects.filter((project) => context.only?.has(project) ?? true)
    const able = asked.filter((project) => context.isChromiumHere || !inBrowser.has(project))
    const skipped = asked
      .filter((project) => !able.includes(project))
      .map((project) => skipRunner(project, context.floorOf(project) ?? 0, 'there is no Chromium here'))
    if (able.length === 0) return skipped
    const file = path.join(context.reports, 'vitest.json')
    const flags = able.flatMap((project) => ['--project', `${project}*`])
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...flags, ...context.filters]
    const exitCode = await context.processes.run(process.execPath, args, { TALLY_FILE: file })
    return [...judgeProjects(context, able, readVitestReport(readReport(file)), exitCode), ...skipped]
  },
}
