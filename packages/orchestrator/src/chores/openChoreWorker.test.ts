import { expect, test, vi } from 'vitest'
import { createManualClock } from '../manualClock.fixture.ts'
import type { Chore } from '../store/Chore.ts'
import { type ChoreResult, openChoreWorker } from './openChoreWorker.ts'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A worker over chores in memory; each subject is tried as its script says. */
function openWorker(scripts: Record<string, (ChoreResult | Error | Promise<ChoreResult>)[]>) {
  const clock = createManualClock(0)
  const chores = new Map(
    Object.keys(scripts).map((subject) => {
      const chore: Chore & { dueAt: number } = {
        kind: 'capture-part',
        subject,
        tries: 0,
        createdAt: 0,
        dueAt: 0,
      }
      return [subject, chore]
    }),
  )
  const runs: string[] = []
  const held: string[] = []
  /** By another process, between this one's look and its grasp. */
  const taken = new Set<string>()
  const broken = { count: 0 }
  const worker = openChoreWorker({
    store: {
      async findDueChores() {
        if (broken.count-- > 0) throw new Error('database or disk is full')
        return [...chores.values()].filter(({ dueAt }) => dueAt <= clock.now())
      },
      nextChoreAt: async () =>
        [...chores.values()].map(({ dueAt }) => dueAt).find((dueAt) => dueAt > clock.now()),
      async takeChore({ subject }, leasedUntil) {
        const chore = chores.get(subject)
        if (!chore || chore.dueAt > clock.now()) return false
        chore.dueAt = leasedUntil
        return !taken.delete(subject)
      },
      holdChore: async ({ subject }, leasedUntil) => void held.push(`${subject} ${leasedUntil}`),
      async postponeChore({ subject, tries }, dueAt) {
        const chore = chores.get(subject)
        if (chore) chores.set(subject, { ...chore, tries: tries + 1, dueAt })
      },
      finishChore: async ({ subject }) => void chores.delete(subject),
    },
    async run({ subject }) {
      runs.push(`${subject} ${clock.now()}`)
      const result = scripts[subject]?.shift() ?? 'done'
      if (result instanceof Error) throw result
      return await result
    },
    clock,
    log: () => undefined,
  })
  return { clock, worker, runs, held, taken, chores, broken }
}

test('what is due is done at the start, and once', async () => {
  const { worker, runs, chores } = openWorker({ one: ['done'], two: ['done'] })
  worker.wake()
  await vi.waitFor(() => expect(chores.size).toBe(0))
  expect(runs).toEqual(['one 0', 'two 0'])
  await worker.close()
})

test('a chore that fails is tried ever later, at last every five minutes', async () => {
  const { clock, worker, runs, chores } = openWorker({ one: Array<Error>(11).fill(new Error('down')) })
  for (let tries = 1; tries <= 11; tries += 1) {
    await vi.waitFor(() => expect(chores.get('one')?.tries).toBe(tries))
    await settled()
    clock.advance((chores.get('one')?.dueAt ?? 0) - clock.now())
  }
  await vi.waitFor(() => expect(chores.size).toBe(0))
  const times = runs.map((run) => Number(run.split(' ')[1]) / 1_000)
  expect(times.map((time, index) => time - (times[index - 1] ?? 0))).toEqual([
    ...[0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300],
  ])
  await worker.close()
})

test('one that hangs holds up no other, and close waits for it', async () => {
  let free = (_: ChoreResult): void => undefined
  const hanging = new Promise<ChoreResult>((resolve) => {
    free = resolve
  })
  const { worker, runs, chores } = openWorker({ hanging: [hanging], two: ['done'] })
  await vi.waitFor(() => expect([...chores.keys()]).toEqual(['hanging']))
  worker.wake()
  await settled()
  let isClosed = false
  const closed = worker.close().then(() => {
    isClosed = true
  })
  await settled()
  expect(isClosed).toBe(false)
  free('done')
  await closed
  expect([runs, chores.size]).toEqual([['hanging 0', 'two 0'], 0])
})

test('a ledger that fails is looked into again', async () => {
  const { clock, worker, chores, broken } = openWorker({ one: ['later', 'done'] })
  await vi.waitFor(() => expect(chores.get('one')?.tries).toBe(1))
  await settled()
  broken.count = 1
  clock.advance(1_000)
  await settled()
  expect(chores.size).toBe(1)
  clock.advance(1_000)
  await vi.waitFor(() => expect(chores.size).toBe(0))
  await worker.close()
})

test('a chore that another process has taken is left to it', async () => {
  const { clock, worker, runs, taken, chores } = openWorker({ one: ['later'] })
  await vi.waitFor(() => expect(chores.get('one')?.tries).toBe(1))
  taken.add('one')
  await settled()
  clock.advance(1_000)
  await settled()
  expect([runs, taken.size]).toEqual([['one 0'], 0])
  await worker.close()
})

test('a chore that lasts is kept for its process, and no longer than that', async () => {
  let free = (_: ChoreResult): void => undefined
  const hanging = new Promise<ChoreResult>((resolve) => {
    free = resolve
  })
  const { clock, worker, held, chores } = openWorker({ one: [hanging] })
  await vi.waitFor(() => expect(chores.get('one')?.dueAt).toBe(6_000))
  await settled()
  for (const _ of [1, 2]) clock.advance(2_000)
  expect(held).toEqual(['one 8000', 'one 10000'])
  free('done')
  await vi.waitFor(() => expect(chores.size).toBe(0))
  clock.advance(2_000)
  expect(held).toHaveLength(2)
  await worker.close()
})

test('what a process that died has left is found without being told', async () => {
  const { clock, worker, runs, chores } = openWorker({})
  await settled()
  chores.set('left', { kind: 'capture-part', subject: 'left', tries: 0, createdAt: 0, dueAt: 0 })
  clock.advance(5_000)
  await vi.waitFor(() => expect(runs).toEqual(['left 5000']))
  await worker.close()
})

test('nothing is begun after the end', async () => {
  const { clock, worker, runs } = openWorker({ one: ['later'] })
  await settled()
  await worker.close()
  clock.advance(10_000)
  worker.wake()
  await settled()
  expect(runs).toEqual(['one 0'])
})
