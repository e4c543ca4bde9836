import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A wire that can be cut, stalled and written to. */
export interface TcpProxy {
  /** Where it listens; nobody does before `open`. */
  port: number
  open(): Promise<void>
  /** Nothing passes any more, and nobody is told. */
  stall(): void
  /** Resets every connection; new ones pass. */
  cut(): void
  /** Says something to every client in the server's name. */
  inject(bytes: Buffer): void
  /** Connections that were made so far. */
  readonly accepted: number
  close(): Promise<void>
}

/** A proxy on 127.0.0.1 before a port. */
export async function openTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<{ client: Socket; server: Socket }>()
  let accepted = 0
  const listener = createServer((client) => {
    accepted += 1
    const server = connect(target, '127.0.0.1')
    const pair = { client, server }
    pairs.add(pair)
    client.pipe(server)
    server.pipe(client)
    for (const socket of [client, server]) {
      socket.on('error', () => undefined)
      socket.on('close', () => {
        pairs.delete(pair)
        client.destroy()
        server.destroy()
      })
    }
  })
  // Found here and left again: a port that refuses until it is opened.
  const port = await freePort()
  const cut = (): void => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy()
      server.destroy()
    }
  }
  return {
    port,
    async open() {
      listener.listen(port, '127.0.0.1')
      await once(listener, 'listening')
    },
    stall() {
      for (const { client, server } of pairs) {
        client.unpipe(server)
        server.unpipe(client)
        client.pause()
        server.pause()
      }
    },
    cut,
    inject(bytes) {
      for (const { client } of pairs) client.write(bytes)
    },
    get accepted() {
      return accepted
    },
    async close() {
      cut()
      if (listener.listening) await new Promise((resolve) => listener.close(resolve))
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
