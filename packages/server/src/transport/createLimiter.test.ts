import { expect, test } from 'vitest'
import { createManualClock } from '../manualClock.fixture.ts'
import { createLimiter } from './createLimiter.ts'

test('a name has its calls at once, then as many a minute, and is told how long to wait (F11)', async () => {
  const clock = createManualClock()
  const limiter = createLimiter(30, clock)
  for (let call = 0; call < 30; call += 1) expect(limiter.take('a')).toBe(true)
  expect(limiter.take('a')).toBe(false)
  expect(limiter.take('b')).toBe(true)
  expect(() => limiter.count('a')).toThrow(
    expect.objectContaining({ code: 'rate-limited', headers: { 'retry-after': '2' } }),
  )
  await clock.advance(2_000)
  expect([limiter.take('a'), limiter.take('a')]).toEqual([true, false])
  await clock.advance(60_000)
  for (let call = 0; call < 30; call += 1) expect(limiter.take('a')).toBe(true)
  expect(limiter.take('a')).toBe(false)
})

test.each([1, 3, 7, 600, 2400])('of %d a minute none is lost to fractions', async (perMinute) => {
  const clock = createManualClock()
  const limiter = createLimiter(perMinute, clock)
  for (let round = 0; round < 3; round += 1) {
    for (let call = 0; call < perMinute; call += 1) expect(limiter.take('a')).toBe(true)
    expect(limiter.take('a')).toBe(false)
    await clock.advance(60_000)
  }
})

test('a flood of names makes the oldest forgotten, and none of the newest (F11)', () => {
  const clock = createManualClock()
  const limiter = createLimiter(1, clock)
  limiter.take('first')
  expect(limiter.take('first')).toBe(false)
  for (let name = 0; name < 200_000; name += 1) limiter.take(`name-${name}`)
  // It was heard of longest ago, so it is forgotten; the newest are not.
  expect(limiter.take('first')).toBe(true)
  expect(limiter.take('name-199999')).toBe(false)
})
