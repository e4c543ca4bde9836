import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PaymentService } from './PaymentService.ts'
import { maxBuffered, type StreamSink } from './relay/StreamSink.ts'
import { maxRequestBody } from './transport/readBody.ts'
import type { ServiceAnswer } from './transport/ServiceAnswer.ts'

/**
 * Mounts a service in `node:http`, Express or Connect; put it before anything that reads bodies.
 *
 * @returns a handler that resolves with whether the request was the service's; if not, nothing was read or written.
 */
export function toNodeHandler(
  service: Pick<PaymentService, 'basePath' | 'answer'>,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (path !== service.basePath && !path.startsWith(`${service.basePath}/`)) return false
    const body = await readStart(request)
    if (!body) return true
    const webRequest = toRequest(request, body)
    if (!webRequest) {
      response.writeHead(400).end()
      return true
    }
    const answer = await service.answer(webRequest)
    if (answer.kind === 'stream') writeStream(response, answer)
    else await writeResponse(response, answer.response)
    return true
  }
}

/** @returns `undefined` for a request that no URL or header can be made of. */
function toRequest(request: IncomingMessage, body: Buffer): Request | undefined {
  const { method = 'GET' } = request
  const headers = new Headers()
  try {
    for (const [name, value] of Object.entries(request.headersDistinct)) {
      for (const one of value ?? []) headers.append(name, one)
    }
    const url = new URL(`http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`)
    const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0
    return new Request(url, { method, headers, ...(hasBody ? { body: new Uint8Array(body) } : {}) })
  } catch {
    return undefined
  }
}

/**
 * Reads a body up to a little more than may be sent, so that the service can refuse it. The rest is thrown away as it comes:
 * a connection that nobody reads from would never take the refusal.
 *
 * @returns `undefined` when the browser has left before it had sent everything.
 */
function readStart(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      if (size <= maxRequestBody) chunks.push(chunk)
      size += chunk.length
      if (size > maxRequestBody) resolve(Buffer.concat(chunks))
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => resolve(undefined))
    request.on('close', () => resolve(undefined))
  })
}

async function writeResponse(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  if (response.destroyed) return
  const headers: Record<string, string | string[]> = Object.fromEntries(answer.headers)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  response.writeHead(answer.status, headers)
  response.end(body)
}

function writeStream(response: ServerResponse, answer: Extract<ServiceAnswer, { kind: 'stream' }>): void {
  if (response.destroyed) return
  response.writeHead(200, answer.headers)
  response.flushHeaders()
  response.socket?.setNoDelay(true)
  const sink: StreamSink = {
    write(bytes) {
      // Looked at before the write: one large state is no sign of a slow reader.
      if (response.destroyed || response.writableEnded || response.writableLength > maxBuffered) return false
      response.write(bytes)
      return true
    },
    close() {
      // A reader that does not read would never take the end either.
      if (response.writableLength > maxBuffered) response.destroy()
      else response.end()
    },
  }
  const stream = answer.open(sink)
  response.on('close', () => stream.close())
  // Without a listener an error of the socket would end the process; 'close' follows it.
  response.on('error', () => undefined)
}
