import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One POST as it arrived. */
export interface ReceivedPost {
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A real HTTP server that answers every POST with what `answer` says. */
export interface HttpReceiver {
  url: string
  close(): Promise<void>
}

export async function openHttpReceiver(
  answer: (post: ReceivedPost) => Promise<number> | number,
): Promise<HttpReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    const end = async (): Promise<void> => {
      const status = await answer({ headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {}).end()
    }
    request.on('end', () => void end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bus`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
