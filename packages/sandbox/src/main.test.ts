import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

function run(environment: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      SANDBOX_PORT: '0',
      SANDBOX_DATABASE: join(folder, 'sandbox.db'),
      SANDBOX_SECRET_KEY: 'sk_test',
      SANDBOX_PUBLISHABLE_KEY: 'pk_test',
      SANDBOX_ALLOWED_ORIGINS: 'http://127.0.0.1:5173, http://127.0.0.1:6006',
      ...environment,
    },
  })
  const output = { stdout: '', stderr: '' }
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk
  })
  const listening = new Promise<{ port: number; origin: string }>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      output.stdout += chunk
      const line = output.stdout.split('\n').find((text) => text.includes('"listening"'))
      if (line !== undefined) resolve(JSON.parse(line))
    })
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  return { child, output, listening, ended }
}

test('the process says when it listens, answers, and ends on SIGTERM', async () => {
  const { child, output, listening, ended } = run({})
  const { port, origin } = await listening
  expect(origin).toBe(`http://localhost:${port}`)
  const response = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect(await response.json()).toEqual({ ok: true })
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  const lines = output.stdout.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['listening', 'request', 'closed'])
})

test('a taken port is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const { output, ended } = run({ SANDBOX_PORT: String(port) })
  expect(await ended).toBe(1)
  expect(output.stderr).toContain(`port ${port} on 127.0.0.1 is taken`)
})

test('missing and wrong variables are named, all at once', async () => {
  const { output, ended } = run({
    SANDBOX_PORT: 'x',
    SANDBOX_SECRET_KEY: '',
    SANDBOX_PENDING_SECONDS: '1.5',
    SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:1',
  })
  expect(await ended).toBe(1)
  expect(output.stderr).toContain(
    'SANDBOX_PORT is not a port; SANDBOX_SECRET_KEY is missing; SANDBOX_PENDING_SECONDS is not a number of seconds from 1 to 604800; SANDBOX_WEBHOOK_SECRET is missing',
  )
})
