import { expect, test } from 'vitest'
import { addTallies, failureLine, readTally, readTallyReport, tallyLine } from './tally.ts'

test('tallies add up field by field', () => {
  const sum = addTallies([
    { passed: 2, failed: 0, skipped: 1 },
    { passed: 3, failed: 4, skipped: 0 },
  ])
  expect(sum).toEqual({ passed: 5, failed: 4, skipped: 1 })
})

test('the line leaves skipped out when nothing was skipped', () => {
  expect(tallyLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(tallyLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped')
})

test.each([
  [undefined],
  [null],
  ['1'],
  [{}],
  [{ passed: 1, failed: 0 }],
  [{ passed: -1, failed: 0, skipped: 0 }],
])('a report that holds %j instead of a tally is not read', (value) => {
  expect(readTally(value)).toBeUndefined()
})

test('a tally is read without its other fields', () => {
  expect(readTally({ passed: 1, failed: 2, skipped: 3, more: 4 })).toEqual({
    passed: 1,
    failed: 2,
    skipped: 3,
  })
})

test('a report keeps the failures that are text', () => {
  const numbers = { passed: 1, failed: 2, skipped: 3 }
  expect(readTallyReport({ ...numbers, failures: ['a', 7] })).toEqual({ ...numbers, failures: ['a'] })
  expect(readTallyReport(numbers)).toEqual({ ...numbers, failures: [] })
  expect(readTallyReport({ failures: [] })).toBeUndefined()
})

test('a failure is one line, without colours and places, that says as much as is needed to see it again', () => {
  const error =
    '\u001b[31mProperty failed after 19 tests\u001b[39m\n{ seed: 7, path: "18" }\n\n  Counterexample: [1]\n  at a.ts:3'
  expect(failureLine('a > pays', error)).toBe(
    'a > pays: Property failed after 19 tests · { seed: 7, path: "18" } · Counterexample: [1]',
  )
  expect(failureLine('a > pays', 'x'.repeat(10_000))).toHaveLength(910)
  expect(failureLine('a > pays', undefined)).toBe('a > pays')
})
