import { expect, test } from 'vitest'
import type { RaceSum } from './races/runRaces.ts'
import { expectTask, runBench } from './runBench.fixture.ts'

const race = (...args: string[]) => runBench<RaceSum>('races.ts', ...args)

test('the task is the command that is tested here', () => expectTask('bench:races', 'races.ts'))

test('with every guard the company keeps the money of one payment, at the amount that was seen (A2, A3, B1, B2, B3, B12)', async () => {
  const { code, sum, errors } = await race('--orders', '66', '--seed', '3')
  expect(sum, errors).toEqual({
    ...{ orders: 66, double: 0, wrongAmount: 0, stuck: 0 },
    duplicateRefunded: expect.any(Number),
  })
  expect(sum.duplicateRefunded).toBeGreaterThan(0)
  expect(code).toBe(0)
})

test('without single flight and claim the bench sees orders that were paid twice', async () => {
  const { code, sum } = await race('--orders', '22', '--without', 'single-flight,claim')
  expect(sum.double).toBeGreaterThan(0)
  expect(code).toBe(0)
})

test('without the quote the bench sees amounts that nobody saw', async () => {
  const { sum } = await race('--orders', '33', '--without', 'quote')
  expect(sum.wrongAmount).toBeGreaterThan(0)
})

test('without the refund the bench sees that a late success is kept', async () => {
  const { sum } = await race('--orders', '66', '--without', 'refund')
  expect(sum.double).toBeGreaterThan(0)
  expect(sum.duplicateRefunded).toBe(0)
})

test('without idempotency a repeat is an order of its own, which the claim alone keeps out', async () => {
  const { sum } = await race('--orders', '33', '--without', 'idempotency,claim')
  expect(sum.double).toBeGreaterThan(0)
})

test('a guard that nobody knows is refused, with the list of those that there are', async () => {
  const { code, errors } = await race('--without', 'quote,locks')
  expect(code).toBe(2)
  expect(errors).toContain(
    'no guard is called locks: choose from single-flight, claim, quote, idempotency, refund',
  )
})
