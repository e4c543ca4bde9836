import { expect, test } from 'vitest'
import { createPoller } from './createPoller.ts'
import { createManualClock } from './manualClock.fixture.ts'

function world(random = () => 0.5) {
  const clock = createManualClock()
  let polls = 0
  const poller = createPoller({
    clock,
    random,
    poll: async () => {
      polls += 1
    },
  })
  return { clock, poller, polls: () => polls }
}

test('it polls at once, then every 2 seconds, and every 10 after a minute', async () => {
  const { clock, poller, polls } = world()
  poller.start()
  await clock.advance(0)
  expect(polls()).toBe(1)
  await clock.advance(60_000)
  expect(polls()).toBe(31)
  await clock.advance(60_000)
  expect(polls()).toBe(37)
})

test.each([
  [0, 1600],
  [0.5, 2000],
  [0.999_999, 2400],
])('each wait is jittered by a fifth: a random of %s makes it %i', async (random, wait) => {
  const { clock, poller } = world(() => random)
  poller.start()
  await clock.advance(0)
  expect(clock.waits().map(Math.round)).toEqual([wait])
})

test('started twice it polls once', async () => {
  const { clock, poller, polls } = world()
  poller.start()
  poller.start()
  await clock.advance(0)
  expect([polls(), clock.waits().length, poller.isRunning()]).toEqual([1, 1, true])
})

test('stopped and started during a poll it goes on in one line', async () => {
  const { clock, poller, polls } = world()
  poller.start()
  poller.stop()
  poller.start()
  await clock.advance(0)
  expect(clock.waits()).toEqual([2000])
  await clock.advance(2000)
  expect(polls()).toBe(3)
})

test('stopped it polls no more', async () => {
  const { clock, poller, polls } = world()
  poller.start()
  await clock.advance(2000)
  poller.stop()
  await clock.advance(60_000)
  expect([polls(), clock.waits(), poller.isRunning()]).toEqual([2, [], false])
})
