import { afterEach, beforeEach, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import type { ServiceEvent } from '../ServiceEvent.ts'
import { createRetention } from './createRetention.ts'

const day = 86_400_000
const hour = 3_600_000
let clock: ManualClock
let asked: string[]
let events: ServiceEvent[]
let counts: (number | Error)[]
let retentions: { close(): Promise<void> }[]
beforeEach(() => {
  clock = createManualClock()
  asked = []
  events = []
  counts = []
  retentions = []
})
afterEach(async () => {
  for (const retention of retentions) await retention.close()
})

const start = (eraseAfter?: number) => {
  const erase = async (before: string): Promise<number> => {
    asked.push(before)
    const count = counts.shift() ?? 0
    if (count instanceof Error) throw count
    return count
  }
  const retention = createRetention({
    ...{ store: { erase }, clock, eraseAfter },
    observe: (event) => events.push(event),
  })
  retentions.push(retention)
  return retention
}

test('what is older than 30 days is erased a minute after the start, and every hour', async () => {
  start()
  await clock.advance(59_999)
  expect(asked).toEqual([])
  await clock.advance(1)
  expect(asked).toEqual([new Date(clock.now() - 30 * day).toISOString()])
  await clock.advance(3 * hour)
  expect(asked).toHaveLength(4)
})

test('while there is more, it goes on, with room for payments in between', async () => {
  counts = [200, 130]
  start(day)
  await clock.advance(60_000)
  expect(asked).toHaveLength(1)
  await clock.advance(200)
  expect(asked).toHaveLength(3)
  await clock.advance(hour - 1)
  expect(asked).toHaveLength(3)
})

test('a store that fails is told of, and asked again an hour later', async () => {
  counts = [new Error('database or disk is full')]
  start()
  await clock.advance(60_000)
  expect(events).toEqual([{ type: 'error', where: 'retention', error: counts[0] ?? expect.any(Error) }])
  await clock.advance(hour)
  expect(asked).toHaveLength(2)
})

test('a shop that has to keep everything does', async () => {
  start(Number.POSITIVE_INFINITY)
  await clock.advance(5 * hour)
  expect(asked).toEqual([])
})

test('nothing is erased after it is closed', async () => {
  const retention = start()
  await clock.advance(60_000)
  await retention.close()
  await clock.advance(5 * hour)
  expect(asked).toHaveLength(1)
})
