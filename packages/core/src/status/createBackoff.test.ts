import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBackoff } from './createBackoff.ts'
import { createSeededRandom } from './seededRandom.fixture.ts'

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

test('ten thousand pages that lose their streams in one moment come back spread over seconds (D11)', () => {
  const random = createSeededRandom(11)
  // The relay asks every stream for a wait of its own, from one second to three.
  const waits = Array.from({ length: 10_000 }, () => {
    const backoff = createBackoff(random)
    backoff.suggest(1000 + random() * 2000)
    return backoff.next()
  })
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(6000)
  // Spread evenly over five seconds they would be 200 in each tenth of one.
  expect(Math.max(...perTenth(waits))).toBeLessThan(500)
})

test('ten thousand pages that no server gave a wait to do not come back together either, and less so each time (D11)', () => {
  const random = createSeededRandom(12)
  const backoffs = Array.from({ length: 10_000 }, () => createBackoff(random))
  const at = backoffs.map(() => 0)
  const busiest = [0, 1, 2, 3, 4].map(() => {
    for (const [index, backoff] of backoffs.entries()) at[index] = (at[index] ?? 0) + backoff.next()
    return Math.max(...perTenth(at))
  })
  expect(busiest).toEqual([...busiest].sort((a, b) => b - a))
  expect(busiest[0]).toBeLessThan(2300)
  expect(busiest.at(-1)).toBeLessThan(250)
})

/** How many come in each tenth of a second. */
function perTenth(times: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const time of times) {
    const tenth = Math.floor(time / 100)
    counts.set(tenth, (counts.get(tenth) ?? 0) + 1)
  }
  return [...counts.values()]
}
