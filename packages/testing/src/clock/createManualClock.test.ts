import { expect, test } from 'vitest'
import { createManualClock } from './createManualClock.ts'

test('it stands still until it is moved, and then runs what is due, in order', async () => {
  const clock = createManualClock(1_000)
  const log: string[] = []
  clock.setTimer(() => log.push(`second at ${clock.now()}`), 20)
  clock.after(10, () => log.push(`first at ${clock.now()}`))
  expect(clock.waits()).toEqual([10, 20])
  await clock.advance(19)
  expect(log).toEqual(['first at 1010'])
  await clock.advance(1)
  expect(log).toEqual(['first at 1010', 'second at 1020'])
  expect(clock.now()).toBe(1_020)
})

test('what follows a timer may set the next one, which is due in the same move', async () => {
  const clock = createManualClock()
  const log: number[] = []
  const again = async (): Promise<void> => {
    await Promise.resolve()
    log.push(clock.waits().length)
    if (log.length < 3) clock.setTimer(() => void again(), 5)
  }
  clock.setTimer(() => void again(), 5)
  await clock.advance(15)
  expect(log).toHaveLength(3)
})

test('a timer that is taken back does not run', async () => {
  const clock = createManualClock()
  let hasRun = false
  const stop = clock.setTimer(() => {
    hasRun = true
  }, 5)
  stop()
  await clock.advance(10)
  expect(hasRun).toBe(false)
})
