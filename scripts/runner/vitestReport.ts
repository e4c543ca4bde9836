import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { emptyTally, readTally, type Tally } from './tally.ts'

/** What a vitest run leaves behind: a tally per project. */
export type VitestReport = Readonly<Record<string, Tally>>

/** A report from outside, or undefined when it is not one. */
export function readVitestReport(value: unknown): VitestReport | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const report: Record<string, Tally> = {}
  for (const [project, entry] of Object.entries(value)) {
    const tally = readTally(entry)
    if (!tally) return undefined
    report[project] = tally
  }
  return report
}

/** A file or suite that broke outside its tests (an import, a hook) has no failed test to show for it. */
function tallyModule(module: TestModule): Tally {
  const suites = [...module.children.allSuites()]
  const tests = [...module.children.allTests()].map((test) => test.result().state)
  const count = (state: string) => tests.filter((one) => one === state).length
  const broken = [module, ...suites].filter((one) => one.errors().length > 0).length
  return {
    passed: count('passed'),
    failed: count('failed') + count('pending') + broken,
    skipped: count('skipped'),
  }
}

/** A vitest reporter that writes the report to `file`. */
export function createVitestTallyReporter(file: string): Reporter {
  return {
    onTestRunEnd(modules) {
      const report: Record<string, Tally> = {}
      for (const module of modules) {
        // A project in a browser is called "browser (chromium)".
        const project = module.project.name.replace(/ \(.*\)$/, '')
        const sum = report[project] ?? emptyTally
        const more = tallyModule(module)
        report[project] = {
          passed: sum.passed + more.passed,
          failed: sum.failed + more.failed,
          skipped: sum.skipped + more.skipped,
        }
      }
      writeFileSync(file, JSON.stringify(report))
    },
  }
}
