import { expect, test } from 'vitest'
import { readPlaywrightReport } from './playwrightReport.ts'

test('expected tests passed, unexpected and flaky ones failed', () => {
  const stats = { startTime: 'x', duration: 1, expected: 4, unexpected: 1, flaky: 2, skipped: 3 }
  expect(readPlaywrightReport({ stats })).toEqual({ passed: 4, failed: 3, skipped: 3, failures: [] })
})

test.each([[null], ['x'], [{}], [{ stats: {} }], [{ stats: { expected: 1 } }]])(
  '%j is no report',
  (report) => {
    expect(readPlaywrightReport(report)).toBeUndefined()
  },
)

test('what failed is named with its file, however deep it stands', () => {
  const stats = { expected: 1, unexpected: 1, flaky: 1, skipped: 0 }
  const spec = (title: string, status: string, message?: string) => ({
    title,
    tests: [{ status, results: [{}, { errors: message === undefined ? [] : [{ message }] }] }],
  })
  const inner = { file: 'card.spec.ts', specs: [spec('declines', 'flaky')] }
  const outer = {
    file: 'card.spec.ts',
    suites: [inner],
    specs: [spec('pays', 'unexpected', 'no button\nat 3')],
  }
  const fine = { file: 'bank.spec.ts', specs: [spec('goes', 'expected')] }
  expect(readPlaywrightReport({ stats, suites: [outer, fine] })?.failures).toEqual([
    'card.spec.ts > pays: no button',
    'card.spec.ts > declines',
  ])
})
