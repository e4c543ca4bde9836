import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.dirname(import.meta.dirname)
const groups = { A: 15, B: 16, C: 13, F: 12 }
const codes = Object.entries(groups).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
)

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
const tests = listed
  .split('\n')
  .filter((file) => /\.(test|spec)\.tsx?$/.test(file) || file.startsWith('e2e/matrix/'))
  .filter((file) => file !== 'scripts/faults.test.ts')
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n')
/** `(A2)` or `(A2, B3)` at the end of a test's name; or a list of codes in a table of tests. */
const shown = new Set(
  [...tests.matchAll(/[([]((?:'?[A-F]\d{1,2}'?(?:, )?)+)[)\]]/g)].flatMap(([, list = '']) =>
    list.match(/[A-F]\d+/g),
  ),
)

/** The rows of docs/faults.md: the third cell of one without a test begins with "No test:". */
const rows = new Map(
  [
    ...readFileSync(path.join(root, 'docs/faults.md'), 'utf8').matchAll(
      /^\| ([A-F]\d+) \| (.+) \| (.+) \|$/gm,
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
