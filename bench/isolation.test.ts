import { expect, test } from 'vitest'
import type { IsolationSum } from './isolation/runIsolation.ts'
import { expectTask, runBench } from './runBench.fixture.ts'

const probe = (...args: string[]) => runBench<IsolationSum>('isolation.ts', ...args)

test('the task is the command that is tested here', () => expectTask('probe:isolation', 'isolation.ts'))

test('nobody is shown, told of, or able to change a payment of somebody else, by any call in any form (F1, F3, F12)', async () => {
  const { code, sum, errors } = await probe('--requests', '1500', '--seed', '5')
  expect(sum, errors).toEqual({ requests: expect.any(Number), leaks: 0 })
  expect(sum.requests).toBeGreaterThanOrEqual(1500)
  expect(code).toBe(0)
})

test('without the shop’s own authorize the probe sees that everything is shown', async () => {
  const { code, sum, errors } = await probe('--requests', '300', '--without', 'authorize')
  expect(sum.leaks).toBeGreaterThan(10)
  expect(errors).toMatch(/shows cnry/)
  expect(errors).toMatch(/changed the payment/)
  expect(code).toBe(0)
})

test('a guard that nobody knows, or a count that is none, is refused', async () => {
  expect((await probe('--without', 'cookies')).errors).toContain('no guard is called cookies')
  expect(await probe('--requests', 'many')).toMatchObject({ code: 2 })
})
