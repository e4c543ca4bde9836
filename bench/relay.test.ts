import { expect, test } from 'vitest'
import type { RelaySum } from './relay/runRelay.ts'
import { expectTask, runBench } from './runBench.fixture.ts'

const relay = (...args: string[]) => runBench<RelaySum>('relay.ts', ...args)

test('the task is the command that is tested here', () => expectTask('bench:relay', 'relay.ts'))

test('two hundred readers lose nothing, and are sent what raw node:http sends (D11)', async () => {
  const { code, sum, errors } = await relay('--connections', '200', '--rounds', '1')
  expect(sum, errors).toEqual({
    ...{ connections: 200, lost: 0 },
    ...{ memoryRatio: expect.any(Number), fanoutRatio: expect.any(Number) },
    reconnectRatio: expect.any(Number),
  })
  expect(code).toBe(0)
})

test('without replay the bench sees readers that never get the newest state', async () => {
  const { code, sum } = await relay('--connections', '200', '--rounds', '1', '--without', 'replay')
  expect(sum.lost).toBe(200)
  expect(code).toBe(0)
})

test('a guard that nobody knows is refused, with the list of those that there are', async () => {
  const { code, errors } = await relay('--without', 'replay,sockets')
  expect(code).toBe(2)
  expect(errors).toContain('no guard is called sockets: choose from replay')
})
