import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RelaySum } from './relay/runRelay.ts'

const root = path.dirname(import.meta.dirname)

/** Runs the command as the task `bench:relay` does. */
async function relay(...args: string[]): Promise<{ code: number | null; sum: RelaySum; errors: string }> {
  const flags = ['--conditions=@payloom/source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, 'bench/relay.ts', ...args], { cwd: root })
  onTestFinished(() => void child.kill('SIGTERM'))
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  return { code, sum: last ? JSON.parse(last) : {}, errors }
}

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

test('a part that nobody knows is refused, with the list of those that there are', async () => {
  const { code, errors } = await relay('--without', 'replay,sockets')
  expect(code).toBe(2)
  expect(errors).toContain('no part is called sockets: choose from replay')
})
