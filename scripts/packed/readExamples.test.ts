import { expect, test } from 'vitest'
import { readExamples } from './readExamples.ts'

const markdown = [
  '# Payloom',
  '```tsx',
  'before',
  '```',
  '## Quick start',
  '```sh',
  '# no heading',
  '```',
  '```tsx',
  'first',
  '',
  'first',
  '```',
  '### Headless',
  '```tsx',
  'second',
  '```',
  '## Map',
  '```tsx',
  'after',
  '```',
].join('\n')

test('all blocks of the language below the heading are found, those of its subheadings too', () => {
  expect(readExamples(markdown, 'Quick start', 'tsx')).toEqual(['first\n\nfirst\n', 'second\n'])
})

test.each([
  ['a heading that is not there', 'Slow start', 'tsx'],
  ['a language that is not there', 'Quick start', 'vue'],
])('%s is refused', (_, heading, language) => {
  expect(() => readExamples(markdown, heading, language)).toThrow('there is no')
})
