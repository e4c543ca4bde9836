import { expect, test } from 'vitest'
import { addTallies, readTally, tallyLine } from './tally.ts'

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
