import { expect, test } from 'vitest'
import { createSeededRandom } from './createSeededRandom.ts'

test('numbers lie in [0, 1) and spread evenly', () => {
  const random = createSeededRandom('any')
  const tenths = new Array<number>(10).fill(0)
  for (let count = 0; count < 10_000; count += 1) {
    const number = random()
    expect(number).toBeGreaterThanOrEqual(0)
    expect(number).toBeLessThan(1)
    const tenth = Math.floor(number * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150)
})

test('a seed gives the same numbers each time, and others than its neighbour', () => {
  const take = (seed: string) => Array.from({ length: 5 }, createSeededRandom(seed))
  expect(take('7')).toEqual(take('7'))
  expect(take('7')).not.toEqual(take('8'))
})
