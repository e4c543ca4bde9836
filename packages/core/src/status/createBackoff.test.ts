import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBackoff } from './createBackoff.ts'

test('it doubles from half a second to fifteen, and jitter adds up to as much again', () => {
  const least = createBackoff(() => 0)
  const most = createBackoff(() => 0.999_999)
  const waits = (backoff: typeof least) => Array.from({ length: 8 }, () => Math.round(backoff.next()))
  expect(waits(least)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
  expect(waits(most)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('after a reset it begins anew', () => {
  const backoff = createBackoff(() => 0)
  backoff.next()
  backoff.next()
  backoff.reset()
  expect(backoff.next()).toBe(500)
})

test('whatever the server suggests and however often it fails, a wait is between half a second and thirty', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 0 }),
      fc.integer({ min: 0, max: 2000 }),
      (jitter, suggested, failures) => {
        const backoff = createBackoff(() => jitter)
        backoff.suggest(suggested)
        for (let i = 0; i < failures; i += 1) backoff.next()
        const wait = backoff.next()
        expect(wait).toBeGreaterThanOrEqual(500)
        expect(wait).toBeLessThanOrEqual(30_000)
      },
    ),
  )
})
