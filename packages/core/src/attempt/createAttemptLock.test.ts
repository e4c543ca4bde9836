import { expect, onTestFinished, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createManualClock } from '../status/manualClock.fixture.ts'
import type { AttemptPhase, AttemptView } from './AttemptView.ts'
import { createAttemptLock } from './createAttemptLock.ts'
import { createFakeLocks, type FakeLocks } from './fakeLocks.fixture.ts'
import { idOf, paymentId } from './payment.fixture.ts'

const attemptId = idOf('a')
const name = `payloom.attempt.${attemptId}`
const at = (phase: AttemptPhase, id = attemptId) => ({ phase, paymentId, attemptId: id }) as AttemptView

/** One tab of the browser whose locks they are. */
const openTab = (locks?: Pick<LockManager, 'request'>) => {
  const view = createStore<AttemptView>(() => ({ phase: 'idle' }))
  const window = new EventTarget() as unknown as Window
  const clock = createManualClock()
  const lock = createAttemptLock({ view, locks, window, clock })
  onTestFinished(lock.close)
  const show = (next: AttemptView) => view.setState(next, true)
  return { lock, clock, show, say: (type: string) => window.dispatchEvent(new Event(type)) }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** A tab whose attempt is under way. */
const openHolder = async (locks: FakeLocks) => {
  const tab = openTab(locks)
  tab.show(at('validating'))
  await settle()
  return tab
}

test('an attempt is held from the moment it is sent until its outcome is known', async () => {
  const locks = createFakeLocks()
  const { show, clock } = openTab(locks)
  const held = async (phase: AttemptPhase) => {
    show(at(phase))
    await settle()
    return locks.held()
  }
  expect(await held('collecting')).toEqual([])
  for (const phase of ['validating', 'acting', 'confirming'] as const)
    expect(await held(phase)).toEqual([name])
  expect(await held('succeeded')).toEqual([])
  expect(clock.waits()).toEqual([])
})

test('what another living tab holds is not this tab’s, and stays so when that tab is gone', async () => {
  const locks = createFakeLocks()
  const first = await openHolder(locks)
  const copy = openTab(locks)
  copy.show(at('confirming'))
  const taking = copy.lock.take(attemptId)
  await copy.clock.advance(1_000)
  expect(await taking).toBe(false)
  expect(await copy.lock.isFree(attemptId)).toBe(false)
  first.say('pagehide')
  await settle()
  expect(locks.held()).toEqual([])
  expect(await copy.lock.isFree(attemptId)).toBe(true)
  expect(await copy.lock.take(attemptId)).toBe(false)
})

test('the page before a reload may take a moment to let go', async () => {
  const locks = createFakeLocks()
  const before = await openHolder(locks)
  const after = openTab(locks)
  const taking = after.lock.take(attemptId)
  await after.clock.advance(900)
  before.lock.close()
  expect(await taking).toBe(true)
  expect(after.clock.waits()).toEqual([])
})

test('a page that is left lets go, so that Back can find it as it was, and takes it again when it is back', async () => {
  const locks = createFakeLocks()
  const { say, show } = await openHolder(locks)
  say('pagehide')
  await settle()
  expect(locks.held()).toEqual([])
  say('pageshow')
  await settle()
  expect(locks.held()).toEqual([name])
  show(at('canceled'))
  say('pageshow')
  await settle()
  expect(locks.held()).toEqual([])
})

test('a page that is left while it asks does not take the attempt for another tab’s', async () => {
  const locks = createFakeLocks()
  const first = await openHolder(locks)
  const { lock, say } = openTab(locks)
  const taking = lock.take(attemptId)
  say('pagehide')
  expect(await taking).toBe(true)
  first.lock.close()
  await settle()
  expect(await lock.take(attemptId)).toBe(true)
})

test('the next attempt lets the one before go', async () => {
  const locks = createFakeLocks()
  const { show } = await openHolder(locks)
  show(at('validating', idOf('b')))
  await settle()
  expect(locks.held()).toEqual([`payloom.attempt.${idOf('b')}`])
})

test('where there are no locks, or they are forbidden, every attempt is this tab’s', async () => {
  const forbidden = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) }
  for (const locks of [undefined, forbidden as unknown as LockManager]) {
    const { lock } = openTab(locks)
    expect(await lock.take(attemptId)).toBe(true)
    expect(await lock.isFree(attemptId)).toBe(true)
  }
})
