import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server, Socket } from 'node:net'
import type { PaymentService } from './PaymentService.ts'
import { maxBuffered, type StreamSink } from './relay/StreamSink.ts'
import { isLocalAddress, isLoopbackAddress } from './transport/isLocalAddress.ts'
import { maxRequestBody } from './transport/readBody.ts'
import type { ServiceAnswer } from './transport/ServiceAnswer.ts'

/** Options of {@link toNodeHandler}. */
export interface NodeHandlerOptions {
  /**
   * The address of the browser, for limits by address; behind a proxy take what the proxy says, and only that.
   *
   * @default the connection's own, unless it is the machine's or a private network's: then a proxy is in front, and nobody is limited by address
   */
  addressOf?: ((request: IncomingMessage) => string | undefined) | undefined
}

/**
 * Mounts a service in `node:http`, Express or Connect; put it before anything that reads bodies.
 *
 * @returns a handler that resolves with whether the request was the service's; if not, nothing was read or written.
 */
export function toNodeHandler(
  service: Pick<PaymentService, 'basePath' | 'answer'>,
  { addressOf = publicAddress }: NodeHandlerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (path !== service.basePath && !path.startsWith(`${service.basePath}/`)) return false
    const body = hasBody(request) ? await readStart(request) : noBody
    if (!body) return true
    const webRequest = toRequest(request, body)
    if (!webRequest) {
      response.writeHead(400).end()
      return true
    }
    const address = addressOf(request)
    const answer = await service.answer(webRequest, address === undefined ? {} : { address })
    if (answer.kind === 'stream') writeStream(request, response, answer)
    else await writeResponse(response, answer.response)
    return true
  }
}

const noBody = Buffer.alloc(0)

const loopbackServers = new WeakMap<Server, boolean>()

/** Whether the server takes connections of its own machine only. It is asked once, where every other way asks the system for each connection. */
function isBehindLoopback(socket: Socket & { readonly server?: Server }): boolean {
  const { server } = socket
  if (!server) return false
  let isLoopback = loopbackServers.get(server)
  if (isLoopback === undefined) {
    const bound = server.address()
    isLoopback = bound !== null && typeof bound === 'object' && isLoopbackAddress(bound.address)
    loopbackServers.set(server, isLoopback)
  }
  return isLoopback
}

/** Behind a proxy on the same machine or network everybody has the proxy's address: one shopper's flood would lock all of them out. */
function publicAddress({ socket }: IncomingMessage): string | undefined {
  if (isBehindLoopback(socket)) return undefined
  const { remoteAddress } = socket
  return remoteAddress === undefined || isLocalAddress(remoteAddress) ? undefined : remoteAddress
}

function hasBody({ rawHeaders }: IncomingMessage): boolean {
  const length = rawHeader(rawHeaders, 'content-length') ?? rawHeader(rawHeaders, 'transfer-encoding')
  return length !== undefined
}

/** Read from the raw headers: node:http would keep the parsed ones for as long as a stream. @returns the first of that name, which is in lower case. */
function rawHeader(rawHeaders: readonly string[], name: string): string | undefined {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const given = rawHeaders[at] ?? ''
    if (given.length === name.length && given.toLowerCase() === name) return rawHeaders[at + 1]
  }
  return undefined
}

/** @returns `undefined` for a request that no URL or header can be made of. */
function toRequest(
  { method = 'GET', rawHeaders, url = '/' }: IncomingMessage,
  body: Buffer,
): Request | undefined {
  try {
    const mayHaveBody = method !== 'GET' && method !== 'HEAD' && body.length > 0
    const init = mayHaveBody ? { method, body: new Uint8Array(body) } : { method }
    const request = new Request(`http://${rawHeader(rawHeaders, 'host') ?? 'localhost'}${url}`, init)
    // Into the request's own headers: it would copy those that it is given.
    const { headers } = request
    for (let at = 0; at < rawHeaders.length; at += 2) {
      headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
    }
    return request
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

function writeStream(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Extract<ServiceAnswer, { kind: 'stream' }>,
): void {
  if (response.destroyed) return
  // A stream has its connection to its end, so the end of the connection is its end: no chunk has to be framed.
  const isAlone = request.httpVersionMajor === 1
  if (isAlone) response.removeHeader('transfer-encoding')
  // The head leaves with the first bytes, which are written before this returns.
  response.writeHead(200, isAlone ? { ...answer.headers, connection: 'close' } : answer.headers)
  const stream = answer.open(new ResponseSink(request, response, isAlone))
  response.on('close', () => stream.close())
  // Without a listener an error of the socket would end the process; 'close' follows it.
  response.on('error', ignore)
}

/**
 * Lets what is written leave at the end of this turn. When thousands are told at once, each write would else wake its reader, who sleeps
 * again while the next one's state is made: half as much again for the system.
 */
function holdBack(socket: Socket): void {
  if (socket.writableCorked > 0) return
  socket.cork()
  setImmediate(letGo, socket)
}

function letGo(socket: Socket): void {
  socket.uncork()
}

const ignore = (): void => undefined

/** How long a reader that is slow may take for what it was sent before the end (milliseconds). */
const lastBytes = 5_000

/** One object a stream: there are ten thousand. */
class ResponseSink implements StreamSink {
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  /** Nothing frames the body: what is written is what the socket sends. */
  readonly #isAlone: boolean
  #isBegun = false

  constructor(request: IncomingMessage, response: ServerResponse, isAlone: boolean) {
    this.#request = request
    this.#response = response
    this.#isAlone = isAlone
  }

  write(bytes: Uint8Array): boolean {
    const response = this.#response
    if (response.destroyed || response.writableEnded) return false
    const socket = this.#isAlone ? response.socket : null
    if (socket) holdBack(socket)
    // Text, each character of which is a byte, leaves in one write with the head.
    if (!this.#isBegun) response.write(latin1Of(bytes), 'latin1')
    else if (socket) socket.write(bytes)
    else response.write(bytes)
    this.#isBegun = true
    return true
  }

  waiting(): number {
    return this.#response.writableLength
  }

  close(): void {
    const response = this.#response
    // A reader that does not read would never take the end either.
    if (response.writableLength > maxBuffered) {
      response.destroy()
      return
    }
    response.end()
    if (response.writableLength === 0) return
    // Not the socket's own timeout, which begins anew with every byte that is taken.
    const timer = setTimeout(() => response.destroy(), lastBytes)
    response.once('close', () => clearTimeout(timer))
  }

  request(): Request {
    // It was a request before, and node:http keeps the head of it for as long as the answer.
    return toRequest(this.#request, noBody) as Request
  }
}

function latin1Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1')
}
