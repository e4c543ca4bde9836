import { expect, test } from 'vitest'
import { playwrightTally } from './playwrightTally.ts'

test('expected tests passed, unexpected and flaky ones failed', () => {
  const stats = { startTime: 'x', duration: 1, expected: 4, unexpected: 1, flaky: 2, skipped: 3 }
  expect(playwrightTally({ stats })).toEqual({ passed: 4, failed: 3, skipped: 3 })
})

test.each([[null], ['x'], [{}], [{ stats: {} }], [{ stats: { expected: 1 } }]])(
  '%j is no report',
  (report) => {
    expect(playwrightTally(report)).toBeUndefined()
  },
)
