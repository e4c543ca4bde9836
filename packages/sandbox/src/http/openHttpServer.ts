import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that listens. */
export interface HttpServer {
  port: number
  /** Lets running requests end (1 s at most), then closes every connection. */
  close(): Promise<void>
}

/** Listens on `host:port`; port 0 takes a free one. Throws an error that names a taken port. */
export async function openHttpServer(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  host: string,
  port: number,
): Promise<HttpServer> {
  // A request that trickles in slower than this is hanging, or meant to.
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      const text = `createSandbox: port ${port} on ${host} is taken; end the other process or choose another port.`
      reject(taken ? new Error(text, { cause: error }) : error)
    })
    server.listen(port, host, resolve)
  })
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    const impatience = setTimeout(() => server.closeAllConnections(), 1_000)
    await closed
    clearTimeout(impatience)
  }
  return { port: (server.address() as AddressInfo).port, close }
}
