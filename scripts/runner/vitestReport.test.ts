import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestModule } from 'vitest/node'
import { createVitestTallyReporter, readVitestReport } from './vitestReport.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tally-'))
})
afterEach(() => rm(folder, { recursive: true }))

interface Told {
  project: string
  states: string[]
  broken?: { file?: boolean; suites?: boolean[] }
}

/** As much of a vitest module as the reporter reads. */
function moduleOf({ project, states, broken = {} }: Told): TestModule {
  const errors = (has: boolean | undefined) => () => (has ? [new Error('broken')] : [])
  return {
    project: { name: project },
    relativeModuleId: 'a.test.ts',
    errors: errors(broken.file),
    children: {
      allTests: () =>
        states.map((state, index) => ({
          fullName: `test ${index + 1}`,
          result: () => ({ state, ...(state === 'failed' ? { errors: [new Error('not so\nat 3')] } : {}) }),
        })),
      allSuites: () => (broken.suites ?? []).map((has) => ({ fullName: 'suite', errors: errors(has) })),
    },
  } as unknown as TestModule
}

async function reportOf(...told: Told[]): Promise<unknown> {
  const file = path.join(folder, 'report.json')
  await createVitestTallyReporter(file).onTestRunEnd?.(told.map(moduleOf), [], 'passed')
  return JSON.parse(await readFile(file, 'utf8'))
}

test('the report counts each project by itself', async () => {
  const report = await reportOf(
    { project: 'node', states: ['passed', 'failed'] },
    { project: 'node', states: ['passed', 'skipped'] },
    { project: 'browser (chromium)', states: ['passed'] },
  )
  expect(report).toEqual({
    node: { passed: 2, failed: 1, skipped: 1, failures: ['a.test.ts > test 2: not so'] },
    browser: { passed: 1, failed: 0, skipped: 0, failures: [] },
  })
})

test('a file or suite that breaks outside its tests counts as failed', async () => {
  const report = await reportOf(
    { project: 'node', states: [], broken: { file: true } },
    { project: 'node', states: ['skipped'], broken: { suites: [true, false] } },
  )
  expect(report).toEqual({
    node: {
      ...{ passed: 0, failed: 2, skipped: 1 },
      failures: ['a.test.ts: broken', 'a.test.ts > suite: broken'],
    },
  })
})

test('a test that never ended counts as failed', async () => {
  expect(await reportOf({ project: 'dom', states: ['pending'] })).toEqual({
    dom: { passed: 0, failed: 1, skipped: 0, failures: ['a.test.ts > test 1'] },
  })
})

test.each([[undefined], [[]], ['x'], [{ node: {} }], [{ node: { passed: 1 } }]])(
  '%j is no report',
  (value) => {
    expect(readVitestReport(value)).toBeUndefined()
  },
)
