import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyLimit } from './readBody.ts'

/** A server that listens. */
export interface HttpServer {
  port: number
  /** Lets running requests end (1 s at most), then closes every connection. */
  close(): Promise<void>
}

/** Serves a fetch-like handler on `host:port`; port 0 takes a free one. Throws an error that names a taken port. */
export async function openHttpServer(
  handler: (request: Request) => Promise<Response>,
  host: string,
  port: number,
): Promise<HttpServer> {
  // A request that trickles in slower than this is hanging, or meant to.
  const limits = { headersTimeout: 5_000, requestTimeout: 10_000 }
  const server = createServer(limits, (incoming, outgoing) => {
    // Else a connection that is busy while the server closes would be kept once it is idle.
    outgoing.on('finish', () => !server.listening && incoming.socket.end())
    void serve(handler, incoming, outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const text = `createOrchestrator: port ${port} on ${host} is taken; end the other process or choose another port.`
      reject(error.code === 'EADDRINUSE' ? new Error(text, { cause: error }) : error)
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

async function serve(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // A caller that hangs up half-way ends its own request, never the process.
  outgoing.on('error', () => undefined)
  const body = await readBody(incoming)
  const request = body && createRequest(incoming, body)
  const response = request && (await handler(request))
  if (outgoing.destroyed) return
  if (!response) {
    outgoing.writeHead(400, { connection: 'close' }).end()
    return
  }
  const text = await response.text()
  const headers = Object.fromEntries(response.headers)
  outgoing.writeHead(response.status, { ...headers, 'content-length': String(Buffer.byteLength(text)) })
  outgoing.end(text)
}

/** No more than one byte beyond the limit is held: that is what the handler refuses. The rest is read and thrown away, so that the refusal arrives. */
async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      if (size <= bodyLimit) chunks.push(chunk)
      size += chunk.length
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).subarray(0, bodyLimit + 1)
}

function createRequest(incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Request | undefined {
  const { method = 'GET', url = '/' } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  try {
    // The host only makes the path a URL; nothing reads it.
    const address = new URL(url, 'http://orchestrator.invalid')
    return new Request(address, {
      method,
      headers,
      ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
    })
  } catch {
    return undefined
  }
}
