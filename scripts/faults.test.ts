import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.dirname(import.meta.dirname)
/** H1 to H4 are about amounts and languages, and stand with their tables. */
const groups = { A: [1, 15], B: [1, 16], C: [1, 13], D: [1, 15], E: [1, 15], F: [1, 12], H: [5, 11] } as const
const codes = Object.entries(groups).flatMap(([letter, [first, last]]) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`),
)

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
const tests = listed
  .split('\n')
  // Suites that several files run stand in fixtures.
  .filter((file) => /(\.(test|spec)\.tsx?|Contract\.fixture\.ts)$|^e2e\/(matrix|support)\//.test(file))
  .filter((file) => file !== 'scripts/faults.test.ts')
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n')
/** `(A2)` or `(A2, B3)` at the end of a test's name; or a list of codes in a table of tests. */
const shown = new Set(
  [...tests.matchAll(/[([]((?:'?[A-FH]\d{1,2}'?(?:, )?)+)[)\]]/g)].flatMap(([, list = '']) =>
    list.match(/[A-FH]\d+/g),
  ),
)

/** The rows of docs/faults.md: the third cell of one without a test begins with "No test:". */
const rows = new Map(
  [
    ...readFileSync(path.join(root, 'docs/faults.md'), 'utf8').matchAll(
      /^\| ([A-FH]\d+) \| (.+) \| (.+) \|$/gm,
    ),
  ].map(([, code = '', , answer = '']) => [code, answer]),
)

test.each(codes)(
  '%s is told in docs/faults.md, with a test that carries its code or the reason why there is none',
  (code) => {
    const answer = rows.get(code)
    expect(answer).toBeDefined()
    const isExcused = /\*\*No test:\*\* .{10,}/.test(answer ?? '')
    expect({ isExcused, isShown: shown.has(code) }).toEqual({ isExcused, isShown: !isExcused })
  },
)
