import { expect, onTestFinished, test } from 'vitest'
import { stateOf } from '../client/wire.fixture.ts'
import { createStatusStore } from './createStatusStore.ts'
import { createFakeStreams } from './fakeStream.fixture.ts'
import { createManualClock, type ManualClock } from './manualClock.fixture.ts'
import { createSeededRandom } from './seededRandom.fixture.ts'
import { watchStatus } from './watchStatus.ts'

const pages = 300

/** A page of its own payment: the server asks each of its streams for a wait of its own. */
function openPage(index: number, clock: ManualClock, random: () => number) {
  const paymentId = `cart-${index}`
  const { fetch: answer, streams, refuseWith } = createFakeStreams()
  const store = createStatusStore()
  const reads: number[] = []
  const opens: number[] = []
  const shown: string[] = []
  store.applyStatus(stateOf({ paymentId }))
  store.subscribe(paymentId, () => {
    const view = store.get(paymentId)
    if (view.status === 'ready') shown.push(view.connection)
  })
  const readStatus = async () => {
    reads.push(clock.now())
    return stateOf({ paymentId })
  }
  const fetch: typeof globalThis.fetch = async (...call) => {
    opens.push(clock.now())
    const response = await answer(...call)
    if (!response.ok) return response
    streams.all.at(-1)?.sendText(`retry: ${Math.round(1000 + random() * 2000)}\n\n`)
    streams.all.at(-1)?.send(stateOf({ paymentId }))
    return response
  }
  onTestFinished(
    watchStatus({ paymentId, baseUrl: '/api', client: { readStatus }, store, fetch, clock, random }),
  )
  return { reads, opens, shown, refuseWith, open: () => streams.all.filter(({ isOpen }) => isOpen) }
}

/** Many pages that stream from one server. What they did until then is forgotten. */
async function openPages() {
  const clock = createManualClock()
  const random = createSeededRandom(5)
  const all = Array.from({ length: pages }, (_, index) => openPage(index, clock, random))
  await clock.advance(100)
  expect(all.flatMap(({ open }) => open())).toHaveLength(pages)
  for (const { opens, shown } of all) {
    opens.length = 0
    shown.length = 0
  }
  return { clock, all }
}

/** The busiest tenth of a second. */
function busiest(times: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const time of times) counts.set(Math.floor(time / 100), (counts.get(Math.floor(time / 100)) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

test('a server that drains loses nobody: pages come back one by one, none polls, and none shows a failure (D11)', async () => {
  const { clock, all } = await openPages()
  for (const { open } of all) open()[0]?.end()
  await clock.advance(6100)
  expect(all.flatMap(({ open }) => open())).toHaveLength(pages)
  expect(all.flatMap(({ reads }) => reads)).toEqual([])
  const opens = all.flatMap((page) => page.opens)
  expect(opens).toHaveLength(pages)
  expect(busiest(opens)).toBeLessThan(pages / 10)
  expect(new Set(all.flatMap(({ shown }) => shown))).toEqual(new Set(['connecting', 'live']))
})

test('a server that dies and stays down is not asked by everybody at once, neither to stream nor to read (D11)', async () => {
  const { clock, all } = await openPages()
  const died = clock.now()
  for (const { open, refuseWith } of all) {
    refuseWith(503)
    open()[0]?.cut()
  }
  await clock.advance(20_000)
  expect(busiest(all.flatMap(({ opens }) => opens))).toBeLessThan(pages / 10)
  expect(busiest(all.flatMap(({ reads }) => reads))).toBeLessThan(pages / 8)
  expect(Math.max(...all.map(({ reads }) => (reads[0] ?? Infinity) - died))).toBeLessThanOrEqual(5000)
  for (const { refuseWith } of all) refuseWith(undefined)
  await clock.advance(31_000)
  expect(all.flatMap(({ open }) => open())).toHaveLength(pages)
})
