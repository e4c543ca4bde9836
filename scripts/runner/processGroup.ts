import { spawn } from 'node:child_process'

/** How long a child may take to end after SIGTERM, in milliseconds. */
const patience = 5_000

/** Runs commands, and ends them with all that they started. */
export interface ProcessGroup {
  /** Runs a command to its end and answers its exit code; 1 when it could not start or was ended by a signal. */
  run(command: string, args: readonly string[], env?: Record<string, string>): Promise<number>
  /** Ends what runs, its children too, and runs nothing more. */
  close(): Promise<void>
}

/** Opens a group whose commands run in `cwd` with this process's output. */
export function openProcessGroup(cwd: string): ProcessGroup {
  const running = new Map<number, Promise<unknown>>()
  let closed = false

  // Each child leads a process group of its own, so that a signal reaches what it has started as well.
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of running.keys()) {
      try {
        process.kill(process.platform === 'win32' ? pid : -pid, signal)
      } catch {
        // It has ended in the meantime.
      }
    }
  }

  return {
    run(command, args, env = {}) {
      if (closed) return Promise.resolve(1)
      const child = spawn(command, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'inherit', 'inherit'],
        detached: process.platform !== 'win32',
      })
      const ended = new Promise<number>((resolve) => {
        child.on('error', (error) => {
          process.stderr.write(`${command}: ${error.message}\n`)
          resolve(1)
        })
        child.on('exit', (code) => resolve(code ?? 1))
      })
      const { pid } = child
      if (pid === undefined) return ended
      running.set(pid, ended)
      return ended.finally(() => running.delete(pid))
    },
    async close() {
      closed = true
      signalAll('SIGTERM')
      const all = Promise.all(running.values())
      const late = setTimeout(() => signalAll('SIGKILL'), patience)
      await all
      clearTimeout(late)
    },
  }
}
