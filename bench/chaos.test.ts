import { describe, expect, test } from 'vitest'
import { findBroker } from '../scripts/services/findBroker.ts'
import type { ChaosSum } from './chaos/runChaos.ts'
import { expectTask, runBench } from './runBench.fixture.ts'

const run = (...args: string[]) => runBench<ChaosSum>('chaos.ts', ...args)

test('the task is the command that is tested here', () => expectTask('bench:chaos', 'chaos.ts'))

test('a guard that nobody knows is refused, with the list of those that there are', async () => {
  const { code, errors } = await run('--without', 'confirm,outbox')
  expect(code).toBe(2)
  expect(errors).toContain('no guard is called outbox: choose from ack-order, confirm')
})

const isMissing = findBroker() === undefined

describe.skipIf(isMissing)(`chaos${isMissing ? ' (RabbitMQ is not installed here)' : ''}`, () => {
  test('whatever dies, every event reaches the store, the shop and the page, in order and no other page (E2, E3, E9, D5)', async () => {
    const { code, sum, errors } = await run('--events', '600', '--kills', '30', '--seed', '4')
    expect(sum, errors).toEqual({ events: 600, kills: 30, lost: 0, outOfOrder: 0, leaked: 0 })
    expect(code).toBe(0)
  })

  test('a shop that acknowledges before it has stored and handled loses what it holds when it dies', async () => {
    const { code, sum } = await run('--events', '300', '--kills', '6', '--without', 'ack-order')
    expect(sum.lost).toBeGreaterThan(0)
    expect(code).toBe(0)
  })

  test('a teller that does not wait for the broker’s word loses what is on its way', async () => {
    const { sum } = await run('--events', '300', '--kills', '6', '--without', 'confirm')
    expect(sum.lost).toBeGreaterThan(0)
  })
})
