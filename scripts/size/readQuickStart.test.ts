import { expect, test } from 'vitest'
import { readQuickStart } from './readQuickStart.ts'

const readme = (heading: string) =>
  [
    '# Payloom',
    '```tsx',
    'no',
    '```',
    heading,
    '',
    'Text.',
    '',
    '```tsx',
    'yes',
    '',
    'yes',
    '```',
    '',
    '```tsx',
  ].join('\n')

test('the quick start is the first tsx block below its heading', () => {
  expect(readQuickStart(readme('## Quick start'))).toBe('yes\n\nyes\n')
})

test('a README without a quick start is refused', () => {
  expect(() => readQuickStart(readme('## Slow start'))).toThrow('needs a ```tsx block')
})
