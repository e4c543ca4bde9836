import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the bench asks a server process for, over the channel between the two. */
export type BenchCommand = 'memory' | 'connections' | 'change'

/** What a server process does beside serving. */
export interface BenchHandlers {
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Each payment gets its next event. */
  change(): void
}

/** Listens as a shop with ten thousand readers has to, and answers the bench. */
export function serveBench({ handle, change }: BenchHandlers): void {
  const server = createServer(handle)
  const answers: Record<BenchCommand, () => number | Promise<number>> = {
    memory: readMemory,
    connections: () => countConnections(server),
    change() {
      change()
      return 0
    },
  }
  process.on('message', (command: BenchCommand) => {
    void Promise.resolve(answers[command]()).then((value) => process.send?.({ value }))
  })
  process.on('disconnect', () => process.exit(0))
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
    process.send?.({ value: (server.address() as AddressInfo).port })
  })
}

/** Bytes that the process keeps once everything that can be given back has been. */
function readMemory(): number {
  for (let pass = 0; pass < 2; pass += 1)
    globalThis.gc?.({ type: 'major', flavor: 'last-resort', execution: 'sync' })
  return process.memoryUsage.rss()
}

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
}
