import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { addTallies, emptyTally, failureLine, type Report, readTallyReport } from './tally.ts'

/** What a vitest run leaves behind, per project. */
export type VitestReport = Readonly<Record<string, Report>>

/** A report from outside, or undefined when it is not one. */
export function readVitestReport(value: unknown): VitestReport | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const report: Record<string, Report> = {}
  for (const [project, entry] of Object.entries(value)) {
    const read = readTallyReport(entry)
    if (!read) return undefined
    report[project] = read
  }
  return report
}

/** A file or suite that broke outside its tests (an import, a hook) has no failed test to show for it. */
function reportOf(module: TestModule): Report {
  const suites = [...module.children.allSuites()]
  const tests = [...module.children.allTests()]
  const count = (state: string) => tests.filter((one) => one.result().state === state).length
  const broken = [module, ...suites].filter((one) => one.errors().length > 0)
  const failed = tests.filter((one) => ['failed', 'pending'].includes(one.result().state))
  const nameOf = (name: string | undefined) => [module.relativeModuleId, name].filter(Boolean).join(' > ')
  return {
    passed: count('passed'),
    failed: failed.length + broken.length,
    skipped: count('skipped'),
    failures: [
      ...failed.map((one) => failureLine(nameOf(one.fullName), one.result().errors?.[0]?.message)),
      ...broken.map((one) =>
        failureLine(nameOf('fullName' in one ? one.fullName : undefined), one.errors()[0]?.message),
      ),
    ],
  }
}

/** A vitest reporter that writes the report to `file`. */
export function createVitestTallyReporter(file: string): Reporter {
  return {
    onTestRunEnd(modules) {
      const report: Record<string, Report> = {}
      for (const module of modules) {
        // A project in a browser is called "browser (chromium)".
        const project = module.project.name.replace(/ \(.*\)$/, '')
        const sum = report[project] ?? { ...emptyTally, failures: [] }
        const more = reportOf(module)
        report[project] = {
          ...addTallies([sum, more]),
          failures: [...sum.failures, ...more.failures],
        }
      }
      writeFileSync(file, JSON.stringify(report))
    },
  }
}
