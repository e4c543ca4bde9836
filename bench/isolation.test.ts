import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { IsolationSum } from './isolation/runIsolation.ts'

const root = path.dirname(import.meta.dirname)

interface Run {
  code: number | null
  sum: IsolationSum
  errors: string
}

/** Runs the command as the task `probe:isolation` does. */
async function probe(...args: string[]): Promise<Run> {
  const flags = ['--conditions=@payloom/source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, 'bench/isolation.ts', ...args], { cwd: root })
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

test('the task is the command that is tested here', () => {
  expect(readFileSync(path.join(root, 'package.json'), 'utf8')).toContain(
    '"probe:isolation": "node scripts/bootstrap.mjs probe:isolation"',
  )
  expect(readFileSync(path.join(root, 'scripts/bootstrap.mjs'), 'utf8')).toContain("bench('isolation.ts')")
})

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
