import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readExamples } from '../packed/readExamples.ts'
import { readQuickStart } from './readQuickStart.ts'

const root = path.join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

test('the code that is measured and type-checked is the quick start of the README', () => {
  expect(read('bench/size/quickStart.tsx')).toBe(readQuickStart(read('README.md')))
})

test('each quick start has twenty lines of code at most, with components and without', () => {
  const examples = readExamples(read('README.md'), 'Quick start', 'tsx')
  expect(examples).toHaveLength(2)
  for (const code of examples) {
    expect(code.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(20)
  }
})
