import { createServer, request } from 'node:http'
import { createGzip } from 'node:zlib'
import { closeServer, listen } from '../fakeOrchestrator.fixture.ts'

/** A reverse proxy as shops have them: it packs what it may pack and gathers what it may gather. */
export interface BufferingProxy {
  url: string
  close(): Promise<void>
}

/** Packs with gzip unless `no-transform` forbids it, and holds a page back until it is whole unless `X-Accel-Buffering` forbids it. */
export async function openBufferingProxy(
  target: string,
  /** What the proxy does not get to see. */
  dropped: readonly string[] = [],
): Promise<BufferingProxy> {
  const server = createServer((incoming, outgoing) => {
    const asked = request(new URL(incoming.url ?? '/', target), { headers: incoming.headers }, (answer) => {
      const headers = { ...answer.headers }
      for (const name of dropped) delete headers[name]
      const mayPack =
        /\bgzip\b/.test(String(incoming.headers['accept-encoding'])) &&
        !/\bno-transform\b/.test(headers['cache-control'] ?? '')
      const mayGather = headers['x-accel-buffering'] !== 'no'
      delete headers['transfer-encoding']
      delete headers.connection
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...headers,
        ...(mayPack ? { 'content-encoding': 'gzip' } : {}),
      })
      const body = mayPack ? answer.pipe(createGzip()) : answer
      const gathered: Buffer[] = []
      body.on('data', (chunk: Buffer) => (mayGather ? gathered.push(chunk) : outgoing.write(chunk)))
      body.on('end', () => outgoing.end(Buffer.concat(gathered)))
      answer.on('error', () => outgoing.destroy())
      outgoing.flushHeaders()
    })
    asked.on('error', () => outgoing.destroy())
    outgoing.on('close', () => asked.destroy())
    asked.end()
  })
  const url = await listen(server)
  return { url, close: () => closeServer(server) }
}
