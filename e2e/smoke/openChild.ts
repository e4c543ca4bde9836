import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** How long a process may take to end after SIGTERM, in milliseconds. */
const patience = 3_000

/** A process that this run has started. */
export interface Child {
  /** The first line that it prints. */
  firstLine(): Promise<string>
  /** Ends it with all that it started. */
  close(): Promise<void>
}

/** Starts a process that leads a group of its own: what it starts ends with it. */
export function openChild(
  file: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Child {
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  })
  const first = Promise.withResolvers<string>()
  first.promise.catch(() => undefined)
  createInterface({ input: child.stdout }).on('line', first.resolve)
  const ended = new Promise<void>((resolve) => {
    const end = (why: string) => {
      first.reject(new Error(`${file} ${why}.`))
      resolve()
    }
    child.on('error', ({ message }) => end(`could not start: ${message}`))
    child.on('close', (code, signal) => end(`ended with ${code ?? signal}`))
  })
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // It has ended in the meantime.
    }
  }
  return {
    firstLine: () => first.promise,
    async close() {
      signal('SIGTERM')
      const late = setTimeout(() => signal('SIGKILL'), patience)
      await ended
      clearTimeout(late)
    },
  }
}
