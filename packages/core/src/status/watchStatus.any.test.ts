import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stateOf } from '../client/wire.fixture.ts'
import { isNewerRevision } from '../contract/revision.ts'
import { createStatusStore } from './createStatusStore.ts'
import { createFakeStreams } from './fakeStream.fixture.ts'
import { createManualClock, type ManualClock } from './manualClock.fixture.ts'
import { state, world } from './watchedPayment.fixture.ts'
import { watchStatus } from './watchStatus.ts'

const revision = fc.record({ epoch: fc.integer({ min: 1, max: 3 }), seq: fc.integer({ min: 0, max: 6 }) })
const way = fc.constantFrom('stream' as const, 'poll' as const, 'result' as const)

test('states by stream, poll and result, in any order and with any repeats, end in the newest, and each change is told once (D4)', async () => {
  const arrivals = fc.array(fc.tuple(revision, way, fc.constantFrom(0, 10, 60)), {
    minLength: 1,
    maxLength: 15,
  })
  await fc.assert(
    fc.asyncProperty(arrivals, async (all) => {
      const { begin, clock, page, store, streams, readStatus, view } = world()
      const first = stateOf({ revision: { epoch: 1, seq: 0 } })
      readStatus.mockResolvedValue(first)
      const stop = await begin()
      const stream = await streams.next()
      const told: (typeof first.revision)[] = []
      let last: unknown
      store.subscribe('cart-1', () => {
        const now = view()
        expect(now).not.toBe(last)
        last = now
        if (now.status === 'ready' && told.at(-1) !== now.state.revision) told.push(now.state.revision)
      })
      for (const [own, by, wait] of all) {
        const next = stateOf({ revision: own })
        readStatus.mockResolvedValue(next)
        if (by === 'stream') stream.send(next)
        else if (by === 'result') store.applyStatus(next)
        else page.show()
        await clock.advance(wait)
      }
      await clock.advance(60)
      stop()
      const newest = [first.revision, ...all.map(([own]) => own)].reduce((a, b) =>
        isNewerRevision(b, a) ? b : a,
      )
      expect(view()).toMatchObject({ state: { revision: newest } })
      expect(told.every((one, index) => index === 0 || isNewerRevision(one, told[index - 1] ?? one))).toBe(
        true,
      )
    }),
    { numRuns: 200 },
  )
})

/** One payment at a server: a state that changes, and ways to it that take their time. */
interface Race {
  changes: number[]
  toRead: number
  fromRead: number
  toStream: number
  fromStream: number
}

/** How many payments race; with `PAYLOOM_FUZZ_RUNS` set, as in the longer run, 10,000. */
const races = Math.min(10_000, Math.max(2000, Number(process.env.PAYLOOM_FUZZ_RUNS ?? 0)))

const milliseconds = fc.integer({ min: 0, max: 40 })
const race: fc.Arbitrary<Race> = fc.record({
  changes: fc.array(milliseconds, { minLength: 1, maxLength: 2 }),
  toRead: milliseconds,
  fromRead: milliseconds,
  toStream: milliseconds,
  fromStream: milliseconds,
})

const delayOn = (clock: ManualClock) => (wait: number) =>
  new Promise<void>((resolve) => {
    clock.setTimer(resolve, wait)
  })

/** Renders the page's first state, and lets the payment change at any moment until its stream is there. */
function run(clock: ManualClock, index: number, { changes, ...ways }: Race) {
  const paymentId = `cart-${index}`
  const delay = delayOn(clock)
  const { fetch: openStream, streams } = createFakeStreams()
  let seq = 1
  const now = () => stateOf({ paymentId, revision: { epoch: 1, seq } })
  for (const at of changes) {
    clock.setTimer(() => {
      seq += 1
      for (const stream of streams.all) void delay(ways.fromStream).then(() => stream.send(now()))
    }, at)
  }
  const store = createStatusStore()
  const readStatus = async () => {
    await delay(ways.toRead)
    const answer = now()
    await delay(ways.fromRead)
    return answer
  }
  const fetch: typeof globalThis.fetch = async (...call) => {
    await delay(ways.toStream)
    const answer = await openStream(...call)
    const first = now()
    void delay(ways.fromStream).then(() => streams.all.at(-1)?.send(first))
    return answer
  }
  const told: number[] = []
  store.subscribe(paymentId, () => {
    const view = store.get(paymentId)
    if (view.status === 'ready' && told.at(-1) !== view.state.revision.seq) told.push(view.state.revision.seq)
  })
  const stop = watchStatus({ paymentId, baseUrl: '/api', client: { readStatus }, store, fetch, clock })
  return { stop, told, last: () => 1 + changes.length, view: () => store.get(paymentId) }
}

test('whatever changes between the page and its first event is shown, in thousands of races (D6)', async () => {
  const atOnce = 50
  await fc.assert(
    fc.asyncProperty(fc.array(race, { minLength: atOnce, maxLength: atOnce }), async (raced) => {
      const clock = createManualClock()
      const runs = raced.map((one, index) => run(clock, index, one))
      await clock.advance(400)
      for (const { stop, told, last, view } of runs) {
        stop()
        expect(view()).toMatchObject({ status: 'ready', state: { revision: { seq: last() } } })
        expect(told).toEqual([...new Set(told)].sort((a, b) => a - b))
      }
    }),
    { numRuns: races / atOnce, endOnFailure: true },
  )
}, 60_000)

const step = fc.oneof(
  fc.constantFrom('hide', 'show', 'leave', 'comeBack', 'online', 'cut', 'end', 'move', 'down', 'up', 'state'),
  fc.constantFrom(10, 600, 6000, 16_000, 36_000),
)

test('whatever a page goes through, it never holds two streams, and none while nobody looks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { begin, clock, page, refuseWith, streams, readStatus } = world()
      let seq = 10
      const open = () => streams.all.filter(({ isOpen }) => isOpen)
      const stop = await begin()
      for (const one of steps) {
        seq += 1
        if (typeof one === 'number') await clock.advance(one)
        else if (one === 'online') page.window.dispatchEvent(new Event('online'))
        else if (one === 'cut' || one === 'end') open()[0]?.[one]()
        else if (one === 'move') open()[0]?.sendText('event: moved\ndata: {}\n\n')
        else if (one === 'down' || one === 'up') refuseWith(one === 'down' ? 503 : undefined)
        else if (one === 'state') open()[0]?.send(state(seq))
        else page[one]()
        expect(open().length).toBeLessThanOrEqual(1)
        await clock.advance(0)
        expect(open().length).toBeLessThanOrEqual(1)
      }
      refuseWith(undefined)
      page.hide()
      await clock.advance(16_000)
      readStatus.mockClear()
      await clock.advance(120_000)
      expect([open().length, readStatus.mock.calls.length, clock.waits()]).toEqual([0, 0, []])
      page.comeBack()
      await clock.advance(0)
      expect(open()).toHaveLength(1)
      stop()
    }),
    { numRuns: 300 },
  )
})
