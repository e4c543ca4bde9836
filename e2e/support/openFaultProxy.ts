import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to a request on its way. The products carry no fault switch: everything goes wrong here, between them. */
export type Fault =
  /** The connection is cut before anything is passed on. */
  | { kind: 'refuse' }
  /** Passed on; its answer never comes back, the connection is cut. */
  | { kind: 'cut-answer' }
  /** Passed on; half of its answer comes back (once the promise resolves, where there is one), then the connection is cut. */
  | { kind: 'halve-answer'; until?: Promise<unknown> }
  /** Passed on at once; its answer comes back so much later. */
  | { kind: 'delay-answer'; milliseconds: number }
  /** Passed on once the promise resolves. */
  | { kind: 'hold-request'; until: Promise<unknown> }
  /** Passed on at once; its answer comes back once the promise resolves. */
  | { kind: 'hold-answer'; until: Promise<unknown> }
  /** The answer's head and first byte come back, and nothing more. */
  | { kind: 'stall-answer' }
  /** The answer comes back until the promise resolves, and nothing of it after that: the connection is half open. */
  | { kind: 'freeze-answer'; after: Promise<unknown> }
  /** Not passed on: a page comes back, as from a captive portal. */
  | { kind: 'html' }
  /** Passed on twice, one after the other; the second answer comes back. */
  | { kind: 'duplicate' }
  /** Passed on with a header that was changed. */
  | { kind: 'tamper'; header: string; change: (value: string) => string }

/** One request that came by, with its answer as far as it has come. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly fault: Fault['kind'] | undefined
  /** Of the neighbour's answer, once it has come. */
  status: number | undefined
  answer: string
}

/** Which requests are meant: by `METHOD /path`, and by more where that is not enough. */
export type Match = RegExp | ((exchange: Exchange) => boolean)

/** A way from one process to another, with trouble on it. */
export interface FaultProxy {
  readonly origin: string
  readonly port: number
  /** Sets where requests are passed on to. */
  leadTo(port: number): void
  /** Makes trouble for what matches, until the end of the test. `times`: only so often. @returns what ends it. */
  make(fault: Fault, match: Match, times?: number): () => void
  /** Everything that came by in this test. */
  seen(match?: Match): Exchange[]
  /** Waits for the n-th that matches. `answered`: and for its answer's end. */
  waitFor(match: Match, options?: { count?: number; answered?: boolean }): Promise<Exchange>
  /** Ends all trouble and forgets what came by. */
  reset(): void
  close(): Promise<void>
}

interface Rule {
  fault: Fault
  match: Match
  left: number
}

const waitLimit = 10_000
// One connection per request: a cut one takes no other with it.
const agent = new Agent({ keepAlive: false })

/** Opens a proxy on a free port of 127.0.0.1. */
export async function openFaultProxy(name: string): Promise<FaultProxy> {
  let upstream = 0
  let rules: Rule[] = []
  let exchanges: Exchange[] = []
  const listeners = new Set<() => void>()
  const notify = (): void => {
    for (const listener of listeners) listener()
  }

  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => outgoing.destroy())
  })
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await readBody(incoming)
    const seen = describe(incoming, body)
    const rule = rules.find((one) => one.left > 0 && fits(seen, one.match))
    if (rule) rule.left -= 1
    const exchange: Exchange = { ...seen, fault: rule?.fault.kind }
    exchanges.push(exchange)
    notify()
    await play({ fault: rule?.fault, incoming, outgoing, body, exchange, port: upstream, notify })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    leadTo(target) {
      upstream = target
    },
    make(fault, match, times = Number.POSITIVE_INFINITY) {
      const rule = { fault, match, left: times }
      rules.push(rule)
      return () => {
        rules = rules.filter((one) => one !== rule)
      }
    },
    seen: (match) => exchanges.filter((one) => !match || fits(one, match)),
    waitFor(match, { count = 1, answered = false } = {}) {
      const find = () =>
        exchanges.filter((one) => fits(one, match) && (!answered || ends.has(one)))[count - 1]
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const found = find()
          if (!found) return
          clearTimeout(timer)
          listeners.delete(look)
          resolve(found)
        }
        const timer = setTimeout(() => {
          listeners.delete(look)
          const list = exchanges.map((one) => `${one.method} ${one.path}`).join(', ')
          reject(
            new Error(`${name}: number ${count} of ${match} did not come by; what did: ${list || 'nothing'}`),
          )
        }, waitLimit)
        listeners.add(look)
        look()
      })
    },
    reset() {
      rules = []
      exchanges = []
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Exchanges whose answer has ended. */
const ends = new WeakSet<Exchange>()

interface Scene {
  fault: Fault | undefined
  incoming: IncomingMessage
  outgoing: ServerResponse
  body: Buffer
  exchange: Exchange
  port: number
  notify: () => void
}

async function play(scene: Scene): Promise<void> {
  const { fault, outgoing } = scene
  switch (fault?.kind) {
    case 'refuse':
      outgoing.destroy()
      return
    case 'html':
      outgoing.writeHead(200, { 'Content-Type': 'text/html' })
      outgoing.end('<!doctype html><title>Log in to the network</title><h1>Welcome to the airport</h1>')
      return
    case 'hold-request':
      await fault.until
      await passOn(scene)
      return
    case 'duplicate':
      await passOn({ ...scene, outgoing: undefined })
      await passOn(scene)
      return
    default:
      await passOn(scene)
  }
}

/** Passes a request on, and its answer back; without `outgoing` the answer goes nowhere. */
function passOn(scene: Omit<Scene, 'outgoing'> & { outgoing: ServerResponse | undefined }): Promise<void> {
  const { fault, incoming, outgoing, body, exchange, port, notify } = scene
  const headers = { ...incoming.headers }
  if (fault?.kind === 'tamper') headers[fault.header] = fault.change(String(headers[fault.header] ?? ''))
  return new Promise((resolve) => {
    const onward = request({
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      headers,
      agent,
    })
    const finish = (): void => {
      ends.add(exchange)
      notify()
      resolve()
    }
    onward.on('error', () => {
      outgoing?.destroy()
      finish()
    })
    onward.on('response', (answer) => {
      exchange.status = answer.statusCode
      notify()
      answer.on('data', (chunk: Buffer) => {
        exchange.answer += chunk.toString('utf8')
        notify()
      })
      answer.on('end', finish)
      answer.on('error', finish)
      if (outgoing) giveBack(answer, outgoing, fault)
    })
    // A browser that goes away ends its stream at the server too.
    outgoing?.on('close', () => {
      if (!outgoing.writableFinished) onward.destroy()
    })
    onward.end(body)
  })
}

function giveBack(answer: IncomingMessage, outgoing: ServerResponse, fault: Fault | undefined): void {
  const head = (): void => void outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
  // A process that dies in the middle of its answer cuts the connection.
  answer.on('error', () => outgoing.destroy())
  switch (fault?.kind) {
    case 'cut-answer':
      answer.on('end', () => outgoing.destroy())
      return
    case 'stall-answer':
      head()
      answer.once('data', (chunk: Buffer) => outgoing.write(chunk.subarray(0, 1)))
      return
    case 'freeze-answer':
      head()
      outgoing.flushHeaders()
      answer.pipe(outgoing)
      void fault.after.then(() => answer.unpipe(outgoing).resume())
      return
    case 'hold-answer':
    case 'delay-answer':
    case 'halve-answer': {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        void wait(fault).then(() => {
          head()
          if (fault.kind !== 'halve-answer') outgoing.end(body)
          else outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy())
        })
      })
      return
    }
    default:
      head()
      outgoing.flushHeaders()
      answer.pipe(outgoing)
  }
}

async function wait(fault: Fault): Promise<void> {
  if (fault.kind === 'hold-answer' || fault.kind === 'halve-answer') await fault.until
  if (fault.kind === 'delay-answer') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function describe(incoming: IncomingMessage, body: Buffer): Exchange {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([key, value]) => [key, String(value)]),
  )
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers,
    body: body.toString('utf8'),
    fault: undefined,
    status: undefined,
    answer: '',
  }
}

function fits(exchange: Exchange, match: Match): boolean {
  return match instanceof RegExp ? match.test(`${exchange.method} ${exchange.path}`) : match(exchange)
}
