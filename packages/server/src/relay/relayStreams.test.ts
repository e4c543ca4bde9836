import { afterEach, describe, expect, test } from 'vitest'
import { createRelayStage, type RelayStage } from './relayStage.fixture.ts'
import type { StreamRefusal } from './StreamLimits.ts'

let stage: RelayStage
const start = async (...args: Parameters<typeof createRelayStage>): Promise<RelayStage> => {
  stage = createRelayStage(...args)
  return stage
}
afterEach(() => stage.relay.close())
const changes = () => stage.events.map(({ change }) => change)

describe('what changes', () => {
  test('is read and shown at once where this process did it, and within a fifth of a second where another did', async () => {
    const { clock, change, open } = await start()
    const reader = open('p')
    await clock.advance(0)
    change('p')
    await clock.advance(0)
    expect(reader.seqs()).toEqual([0, 1])
    change('p', { here: false })
    await clock.advance(199)
    expect(reader.seqs()).toEqual([0, 1])
    await clock.advance(1)
    expect(reader.seqs()).toEqual([0, 1, 2])
  })

  test('is looked for at once where the store hears of it', async () => {
    const { clock, change, open, notify } = await start()
    const reader = open('p')
    await clock.advance(0)
    change('p', { here: false })
    notify()
    await clock.advance(0)
    expect(reader.seqs()).toEqual([0, 1])
  })

  test('between the reading of the state and the opening of the stream is not missed', async () => {
    const { clock, change, open, notify } = await start()
    open('other')
    await clock.advance(1000)
    const here = open('p', { meanwhile: () => change('p') })
    await clock.advance(0)
    expect(here.seqs()).toEqual([0, 1])
    const elsewhere = open('q', { meanwhile: () => change('q', { here: false }) })
    notify()
    await clock.advance(0)
    expect(elsewhere.seqs()).toEqual([0, 1])
  })

  test('is read once, whoever listens', async () => {
    const { clock, change, open } = await start()
    const readers = ['a', 'b', 'c', 'd'].map((session) => open('p', { session }))
    await clock.advance(0)
    stage.reads = 0
    change('p')
    await clock.advance(0)
    expect(stage.reads).toBe(1)
    for (const reader of readers) expect(reader.seqs().at(-1)).toBe(1)
  })

  test('is not read for payments that nobody listens to', async () => {
    const { clock, change, open } = await start()
    open('p')
    await clock.advance(0)
    stage.reads = 0
    for (let other = 0; other < 2_000; other += 1) change(`other-${other}`, { here: false })
    await clock.advance(200)
    expect(stage.reads).toBe(0)
  })

  test('while the store is away is shown once it is back', async () => {
    const { clock, change, open, fail } = await start()
    const reader = open('p')
    await clock.advance(0)
    fail(3)
    change('p', { here: false })
    await clock.advance(400)
    expect(reader.seqs()).toEqual([0])
    await clock.advance(400)
    expect(reader.seqs()).toEqual([0, 1])
    expect(reader.isOpen).toBe(true)
  })

  test('is shown although the first read of it fails, or the very first look', async () => {
    const { clock, change, open, fail } = await start()
    fail(1)
    const reader = open('p')
    await clock.advance(400)
    fail(1)
    change('p')
    await clock.advance(0)
    expect(reader.seqs()).toEqual([0])
    await clock.advance(200)
    expect(reader.seqs()).toEqual([0, 1])
  })

  test('ten thousand times in a second is shown as some twenty states, the last one the newest (D15)', async () => {
    const { clock, change, open } = await start()
    const reader = open('p')
    await clock.advance(0)
    const before = reader.writes
    for (let turn = 0; turn < 100; turn += 1) {
      for (let one = 0; one < 100; one += 1) change('p')
      await clock.advance(10)
    }
    const during = reader.writes - before
    expect(during).toBeGreaterThanOrEqual(18)
    expect(during).toBeLessThanOrEqual(26)
    await clock.advance(100)
    expect(reader.seqs().at(-1)).toBe(10_000)
    expect(reader.seqs()).toEqual(reader.seqs().toSorted((a, b) => a - b))
  })

  test('is looked for no more once the last reader has left', async () => {
    const { clock, open } = await start()
    const reader = open('p')
    await clock.advance(1000)
    reader.leave()
    await clock.advance(1000)
    stage.looks = 0
    await clock.advance(60_000)
    expect(stage.looks).toBe(0)
  })
})

describe('a reader that does not read', () => {
  test('is dropped with 64 events waiting; a healthy one of the same payment has them all (D10)', async () => {
    const { clock, change, open } = await start()
    const [slow, healthy] = [open('p', { session: 'slow' }), open('p', { session: 'healthy' })]
    await clock.advance(0)
    slow.takes = false
    for (let turn = 0; turn < 70; turn += 1) {
      change('p')
      await clock.advance(50)
    }
    expect([slow.isOpen, healthy.isOpen]).toEqual([false, true])
    // The first of them had nothing before it.
    expect(slow.seqs().at(-1)).toBe(64)
    expect(healthy.seqs().at(-1)).toBe(70)
    expect(stage.events).toContainEqual(expect.objectContaining({ change: 'slow', open: 1 }))
  })

  test('is dropped with 256 KB waiting (D10)', async () => {
    const { clock, change, open } = await start()
    const slow = open('p')
    await clock.advance(0)
    slow.takes = false
    for (let turn = 0; turn < 5; turn += 1) {
      change('p', { orderId: 'x'.repeat(100_000) })
      await clock.advance(50)
    }
    expect(slow.isOpen).toBe(false)
    expect(slow.seqs()).toHaveLength(1 + 3)
  })

  test('is dropped after 30 s in which it took nothing, and kept as long as it takes something (D10)', async () => {
    const { clock, open } = await start()
    const slow = open('p')
    const brief = open('q')
    await clock.advance(0)
    slow.takes = false
    brief.takes = false
    await clock.advance(30_000)
    expect(slow.isOpen).toBe(true)
    brief.takes = true
    await clock.advance(30_000)
    expect([slow.isOpen, brief.isOpen]).toEqual([false, true])
  })
})

test('a stream ends between 7.5 and 10 minutes after it began, so that browsers spread over the processes there are (D11)', async () => {
  let random = 0
  const { clock, open } = await start({ random: () => random })
  const early = open('p')
  random = 0.999
  const late = open('q')
  await clock.advance(449_000)
  expect(early.isOpen).toBe(true)
  await clock.advance(16_000)
  expect([early.isOpen, late.isOpen]).toEqual([false, true])
  await clock.advance(150_000)
  expect(late.isOpen).toBe(false)
  expect(changes().filter((change) => change === 'aged')).toHaveLength(2)
})

test('heartbeats of those who came at once are spread over the time between two', async () => {
  let seed = 1
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const { clock, open } = await start({ random })
  const readers = Array.from({ length: 300 }, (_, index) => open(`p-${index}`))
  await clock.advance(0)
  const counts: number[] = []
  let before = readers.reduce((sum, { writes }) => sum + writes, 0)
  for (let second = 0; second < 15; second += 1) {
    await clock.advance(1000)
    const now = readers.reduce((sum, { writes }) => sum + writes, 0)
    counts.push(now - before)
    before = now
  }
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300)
  expect(Math.max(...counts)).toBeLessThan(60)
})

test('a permission that is asked for anew and cannot be given ends the stream, also when asking fails (D8)', async () => {
  const { clock, open } = await start()
  const reader = open('p')
  stage.access = 'gone'
  await clock.advance(300_000)
  expect(reader.isOpen).toBe(false)
  expect(changes()).toEqual(['opened', 'refused'])
})

test('a permission that nobody answers for is none: the stream ends half a minute later (D8)', async () => {
  const { clock, open } = await start()
  const reader = open('p')
  stage.access = new Promise(() => undefined)
  await clock.advance(285_000)
  expect(reader.isOpen).toBe(true)
  await clock.advance(45_000)
  expect(reader.isOpen).toBe(false)
  expect(changes()).toEqual(['opened', 'refused'])
})

test('a process that ends tells each reader another time to come back at, ends all streams and opens none (D11)', async () => {
  let turn = 0
  const { relay, open } = await start({ random: () => (turn++ % 100) / 100 })
  const readers = Array.from({ length: 200 }, (_, index) => open(`p-${index}`))
  relay.close()
  relay.close()
  const waits = readers.map((reader) => Number(/retry: (\d+)\n\n$/.exec(reader.text())?.[1]))
  expect(readers.some(({ isOpen }) => isOpen)).toBe(false)
  expect(new Set(waits).size).toBeGreaterThan(90)
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(6000)
  expect(relay.refusal()).toMatchObject({ reason: 'draining' })
  expect(open('late').isOpen).toBe(false)
})

describe('streams are limited', () => {
  const refusal = (
    paymentId: string,
    session: string,
    address?: string,
  ): StreamRefusal['reason'] | undefined =>
    stage.relay.refusal({ key: { tenant: 'shop', paymentId }, session, address })?.reason

  test('by payment, by address and by process, each counted as streams come and go (F11)', async () => {
    const { open } = await start({ limits: { perPayment: 2, perAddress: 3, inAll: 4 } })
    const [one] = [open('p', { session: 'a', address: 'x' }), open('p', { session: 'b', address: 'x' })]
    expect(refusal('p', 'c')).toBe('payment')
    open('q', { session: 'c', address: 'x' })
    expect(refusal('r', 'd', 'x')).toBe('address')
    expect(refusal('r', 'd', 'y')).toBeUndefined()
    expect(refusal('r', 'd')).toBeUndefined()
    open('r', { session: 'd' })
    expect(refusal('s', 'e')).toBe('process')
    one?.leave()
    expect([refusal('p', 'c'), refusal('s', 'e', 'x')]).toEqual([undefined, undefined])
  })

  test('and a session at its limit gives its oldest one up, so that it is never in its own way (F11)', async () => {
    const { open } = await start({ limits: { perSession: 2, perPayment: 2, perAddress: 2, inAll: 2 } })
    const readers = [open('p', { session: 'a', address: 'x' }), open('p', { session: 'a', address: 'x' })]
    expect(refusal('p', 'a', 'x')).toBeUndefined()
    readers.push(open('p', { session: 'a', address: 'x' }))
    expect(readers.map(({ isOpen }) => isOpen)).toEqual([false, true, true])
    expect(readers[0]?.events().at(-1)).toMatchObject({ type: 'moved' })
  })
})
