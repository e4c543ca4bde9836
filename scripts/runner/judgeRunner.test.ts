import { expect, test } from 'vitest'
import { judgeRunner, skipRunner } from './judgeRunner.ts'

const numbers = { passed: 5, failed: 0, skipped: 0 }
const green = { ...numbers, failures: [] }

test('a runner at its floor keeps its own numbers', () => {
  const verdict = judgeRunner({ runner: 'node', report: green, exitCode: 0, floor: 5 })
  expect(verdict).toEqual({ name: 'node', tally: numbers, complaints: [], failures: [] })
})

test('a runner below its floor fails by name', () => {
  const verdict = judgeRunner({ runner: 'dom', report: green, exitCode: 0, floor: 6 })
  expect(verdict.tally).toEqual({ passed: 5, failed: 1, skipped: 0 })
  expect(verdict.complaints).toEqual(['dom ran 5 tests: its floor in scripts/test-floors.json is 6'])
})

test('skipped tests do not lift a runner to its floor', () => {
  const report = { passed: 4, failed: 0, skipped: 2, failures: [] }
  expect(judgeRunner({ runner: 'e2e', report, exitCode: 0, floor: 5 }).tally.failed).toBe(1)
})

test('a runner without a readable report fails', () => {
  const verdict = judgeRunner({ runner: 'e2e', report: undefined, exitCode: 0, floor: 0 })
  expect(verdict).toEqual({
    name: 'e2e',
    tally: { passed: 0, failed: 1, skipped: 0 },
    complaints: ['e2e left no readable report'],
  })
})

test('a bad exit code without a failed test is a failure', () => {
  const verdict = judgeRunner({ runner: 'node', report: green, exitCode: 1, floor: 5 })
  expect(verdict.tally.failed).toBe(1)
  expect(verdict.complaints).toEqual(['node ended with exit code 1 although no test of it failed'])
})

test('failed tests explain a bad exit code', () => {
  const tally = { passed: 3, failed: 2, skipped: 0 }
  const failures = ['a.test.ts > pays twice: expected 1, got 2', 'a.test.ts > never ends']
  const verdict = judgeRunner({ runner: 'node', report: { ...tally, failures }, exitCode: 1, floor: 5 })
  expect(verdict).toEqual({ name: 'node', tally, complaints: [], failures })
})

test('without a floor any number of tests will do', () => {
  const report = { passed: 0, failed: 0, skipped: 0, failures: [] }
  expect(judgeRunner({ runner: 'node', report, exitCode: 0, floor: undefined }).complaints).toEqual([])
})

test('a runner that cannot run counts its floor as skipped, by name', () => {
  expect(skipRunner('storybook', 7, 'no Chromium')).toEqual({
    name: 'storybook',
    tally: { passed: 0, failed: 0, skipped: 7 },
    complaints: ['storybook skipped (7 tests): no Chromium'],
  })
})
