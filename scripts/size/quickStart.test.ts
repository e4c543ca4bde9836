import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readQuickStart } from './readQuickStart.ts'

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

test('the code that is measured and type-checked is the quick start of the README', () => {
  expect(read('bench/size/quickStart.tsx')).toBe(readQuickStart(read('README.md')))
})
