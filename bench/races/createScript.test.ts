import { expect, test } from 'vitest'
import { readGuards } from '../readGuards.ts'
import { createRandom } from './createRandom.ts'
import { createScript } from './createScript.ts'
import { guardNames } from './guards.ts'

const write = (seed: number) =>
  Array.from({ length: 60 }, (_, turn) => createScript(createRandom(seed * 100_003 + turn), turn))

test('a seed writes the same scripts again, and another seed others', () => {
  expect(write(1)).toEqual(write(1))
  expect(write(1)).not.toEqual(write(2))
})

test('eleven orders in a row are of eleven themes, so that few orders have all races', () => {
  expect(
    new Set(
      write(7)
        .slice(13, 24)
        .map(({ theme }) => theme),
    ).size,
  ).toBe(11)
})

test('every script opens a tab before anything is pressed in it', () => {
  for (const { steps } of write(5)) expect(steps[0]?.do).toBe('open')
})

test('guards are read by name', () => {
  expect([...readGuards(guardNames, 'claim,quote')]).toEqual(['claim', 'quote'])
  expect(readGuards(guardNames).size).toBe(0)
  expect(() => readGuards(guardNames, 'claim,locks')).toThrow(
    'no guard is called locks: choose from single-flight, claim',
  )
})
