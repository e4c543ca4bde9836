import { fork } from 'node:child_process'
import path from 'node:path'
import type { BenchCommand } from './serveBench.ts'

/** The floor, and what is measured beside it. */
export type ServerKind = 'raw' | 'payloom'

/** A server process of the bench. */
export interface BenchServer {
  readonly port: number
  ask(command: BenchCommand): Promise<number>
  close(): Promise<void>
}

/** Starts a server of that many payments in a process of its own. */
export async function openServer(
  kind: ServerKind,
  payments: number,
  without: ReadonlySet<string>,
): Promise<BenchServer> {
  const child = fork(path.join(import.meta.dirname, `${kind}Server.ts`), {
    execArgv: ['--conditions=@payloom/source', '--disable-warning=ExperimentalWarning', '--expose-gc'],
    env: {
      ...process.env,
      RELAY_PAYMENTS: String(payments),
      RELAY_WITHOUT_REPLAY: without.has('replay') ? '1' : '0',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`bench:relay: the ${kind} server ended with ${code}.`))),
  )
  // It ends by itself when the bench closes it.
  ended.catch(() => undefined)
  const answer = (): Promise<number> =>
    Promise.race([
      ended,
      new Promise<number>((resolve) =>
        child.once('message', (message) => resolve((message as { value: number }).value)),
      ),
    ])
  return {
    port: await answer(),
    ask(command) {
      const answered = answer()
      child.send(command)
      return answered
    },
    async close() {
      child.kill('SIGKILL')
      await ended.catch(() => undefined)
    },
  }
}
