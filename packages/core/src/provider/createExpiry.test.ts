import { expect, test } from 'vitest'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createExpiry } from './createExpiry.ts'

const minute = 60_000
const setup = (life: number | undefined) => {
  const clock = createManualClock()
  const ends: number[] = []
  const start = clock.now()
  const expiresAt = life === undefined ? undefined : new Date(start + life).toISOString()
  return { clock, ends, expiry: createExpiry(expiresAt, clock, () => ends.push(clock.now() - start)) }
}

test('what names no end has none', async () => {
  const { clock, ends, expiry } = setup(undefined)
  await clock.advance(1_000 * minute)
  expect([expiry.isOver(), ends]).toEqual([false, []])
  expect(clock.waits()).toEqual([])
})

test('the end is told once, when it is there', async () => {
  const { clock, ends, expiry } = setup(5 * minute)
  await clock.advance(5 * minute - 1)
  expect(expiry.isOver()).toBe(false)
  await clock.advance(1)
  expect([expiry.isOver(), ends]).toEqual([true, [5 * minute]])
})

test('a browser whose clock is fast does not ask without end', async () => {
  const { clock, ends, expiry } = setup(-10 * minute)
  expect(expiry.isOver()).toBe(false)
  await clock.advance(minute)
  expect([expiry.isOver(), ends]).toEqual([true, [minute]])
})

test('an end that no timer can wait for is not told early', async () => {
  const { clock, ends, expiry } = setup(60 * 24 * 60 * minute)
  await clock.advance(2 ** 31)
  expect([expiry.isOver(), ends]).toEqual([false, []])
})

test('a wait that is stopped tells nothing', async () => {
  const { clock, ends, expiry } = setup(2 * minute)
  expiry.stop()
  await clock.advance(5 * minute)
  expect([ends, clock.waits()]).toEqual([[], []])
})
