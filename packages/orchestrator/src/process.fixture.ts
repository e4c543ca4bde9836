import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** An orchestrator in a process of its own, as it is run in production. */
export interface OrchestratorProcess {
  origin: string
  /** What it says first. */
  first: Record<string, unknown>
  /** Ends it, and answers how it ended: SIGKILL leaves it no time for anything. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<[code: number | null, signal: string | null]>
}

/** Starts one; with its test it ends in any case. */
export async function openProcess(environment: Record<string, string>): Promise<OrchestratorProcess> {
  const main = path.join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, ['--conditions=@payloom/source', main], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const lines = createInterface(child.stdout)
  const [line] = (await once(lines, 'line')) as [string]
  // Read on, or the pipe fills.
  lines.on('line', () => undefined)
  const first = JSON.parse(line) as Record<string, unknown>
  return {
    ...{ origin: String(first.origin), first },
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return await ended
    },
  }
}
