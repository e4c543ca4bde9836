import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { createDemoSecrets } from '../scripts/demo/demoSecrets.ts'

const root = path.dirname(import.meta.dirname)
// Below the ports that the system gives out by itself, and away from the demo's own.
const basePort = 17_173

interface Run {
  child: ChildProcess
  lines: string[]
  /** Resolves with the first line that fits. */
  line(pattern: RegExp): Promise<string>
  exited: Promise<number | null>
}

const runs: Run[] = []
const servers: Server[] = []

let directory = ''

function runDemo(port: number): Run {
  const child = spawn(process.execPath, ['--conditions=@payloom/source', 'scripts/demo.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DEMO_DIRECTORY: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const listener of listeners) listener()
    })
  }
  const exited = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = lines.find((one) => pattern.test(one))
        if (found !== undefined) resolve(found)
      }
      listeners.add(look)
      look()
      void exited.then(() => {
        look()
        reject(new Error(`the demo ended without a line like ${pattern}: ${lines.join('\n')}`))
      })
    })
  const run = { child, lines, line, exited }
  runs.push(run)
  return run
}

/** The ids of the processes that a process has started. */
function childrenOf(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  return table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([id]) => id ?? 0)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'payloom-demo-'))
})

test.afterEach(async () => {
  for (const { child, exited } of runs.splice(0)) {
    if (child.exitCode === null) child.kill('SIGTERM')
    await exited
  }
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
  rmSync(directory, { recursive: true, force: true })
})

test('the demo is ready when a browser can use it', async ({ page }) => {
  const { line, child } = runDemo(basePort)
  expect(await line(/^ready/)).toBe(`ready http://127.0.0.1:${basePort}`)
  await page.goto(`http://127.0.0.1:${basePort}/`)
  await expect(page.getByRole('button', { name: 'Add to cart: Linen throw' })).toBeVisible()
  await page.goto(`http://localhost:${basePort + 2}/`)
  await expect(page.getByText('4000 0000 0000 3220')).toBeVisible()
  expect(childrenOf(child.pid ?? 0)).toHaveLength(3)
})

for (const [offset, use] of [
  [0, 'the shop'],
  [1, 'the orchestrator'],
  [2, 'the sandbox company'],
] as const) {
  test(`a port that is taken is named with its use: ${use}`, async () => {
    const server = createServer()
    servers.push(server)
    const port = basePort + 10 + offset
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const { exited, lines } = runDemo(basePort + 10)
    expect(await exited).toBe(1)
    expect(lines).toEqual([`demo: port ${port} is taken (needed for ${use}); set PORT`])
  })
}

test('when one process dies all end, with the last lines of the dead one', async () => {
  const { child, line, exited, lines } = runDemo(basePort + 20)
  await line(/^ready/)
  const children = childrenOf(child.pid ?? 0)
  process.kill(children[1] ?? 0, 'SIGKILL')
  expect(await exited).toBe(1)
  expect(lines.join('\n')).toMatch(
    /demo: (sandbox|orchestrator|shop) was ended by SIGKILL; its last lines:\n {2}\{"event"/,
  )
  await expect.poll(() => children.filter(isAlive)).toEqual([])
})

test('a signal ends all of them', async () => {
  const { child, line, exited } = runDemo(basePort + 30)
  await line(/^ready/)
  const children = childrenOf(child.pid ?? 0)
  child.kill('SIGINT')
  expect(await exited).toBe(130)
  expect(children.filter(isAlive)).toEqual([])
})

test('processes whose supervisor was killed outright end by themselves', async () => {
  const { child, line, exited } = runDemo(basePort + 40)
  await line(/^ready/)
  const children = childrenOf(child.pid ?? 0)
  expect(children).toHaveLength(3)
  child.kill('SIGKILL')
  await exited
  await expect.poll(() => children.filter(isAlive)).toEqual([])
})

test('a restart keeps the session and its cart', async ({ page }) => {
  const port = basePort + 50
  const first = runDemo(port)
  await first.line(/^ready/)
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.getByRole('button', { name: 'Add to cart: Wool blanket' }).click()
  await expect(page.getByRole('link', { name: 'Cart, 1 piece' })).toBeVisible()
  first.child.kill('SIGTERM')
  expect(await first.exited).toBe(143)
  const second = runDemo(port)
  await second.line(/^ready/)
  await page.reload()
  await expect(page.getByRole('link', { name: 'Cart, 1 piece' })).toBeVisible()
})

test('a process that cannot start ends the demo with what it said', async () => {
  writeFileSync(
    path.join(directory, 'secrets.json'),
    JSON.stringify({ ...createDemoSecrets(), webhook: 'too short' }),
  )
  const { exited, lines } = runDemo(basePort + 60)
  expect(await exited).toBe(1)
  expect(lines.join('\n')).toMatch(/demo: \w+ ended with code 1; its last lines:\n {2}/)
  expect(lines.join('\n')).toContain('Error')
})
