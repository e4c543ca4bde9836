import { expect, test } from 'vitest'
import type { PaymentState } from '../contract/paymentState.ts'
import { createStateGate } from './createStateGate.ts'
import { createManualClock } from './manualClock.fixture.ts'
import { state } from './watchedPayment.fixture.ts'

function world() {
  const clock = createManualClock()
  const told: number[] = []
  const onState = ({ revision }: PaymentState) => void told.push(revision.seq)
  return { clock, told, gate: createStateGate({ clock, onState }) }
}

test('a state that comes alone goes through at once', async () => {
  const { clock, told, gate } = world()
  gate.pass(state(1))
  expect(told).toEqual([1])
  await clock.advance(50)
  gate.pass(state(2))
  expect(told).toEqual([1, 2])
})

test('of ten thousand at once the first and the newest go through, in whatever order they come (D15)', async () => {
  const { clock, told, gate } = world()
  gate.pass(state(1))
  for (let seq = 2; seq <= 10_000; seq += 1) gate.pass(state((seq * 7919) % 10_007))
  await clock.advance(49)
  expect(told).toEqual([1])
  await clock.advance(1)
  expect(told).toEqual([1, 10_006])
  await clock.advance(1000)
  expect(told).toEqual([1, 10_006])
  expect(clock.waits()).toEqual([])
})

test('in a storm of a second no more than 21 go through, the last one among them (D15)', async () => {
  const { clock, told, gate } = world()
  for (let seq = 1; seq <= 1000; seq += 1) {
    gate.pass(state(seq))
    await clock.advance(1)
  }
  await clock.advance(50)
  expect(told.length).toBeLessThanOrEqual(21)
  expect(told.at(-1)).toBe(1000)
  expect(told).toEqual([...told].sort((a, b) => a - b))
})

test('what waits can be let through at once, and then nothing waits', async () => {
  const { clock, told, gate } = world()
  gate.pass(state(1))
  gate.pass(state(2))
  gate.flush()
  gate.flush()
  expect(told).toEqual([1, 2])
  expect(clock.waits()).toEqual([])
})
