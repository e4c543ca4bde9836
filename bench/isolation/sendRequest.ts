import { Agent, type IncomingMessage, request } from 'node:http'

/** A request as it goes over the wire: nothing of its path is tidied up. */
export interface Ask {
  method: string
  path: string
  headers: Readonly<Record<string, string>>
  body?: string
}

/** What came back. Of a stream, its first event. */
export interface Answer {
  status: number
  /** Names in lower case, in the order of their names; without those of the connection and the date. */
  headers: string[]
  body: string
  /** Milliseconds. */
  took: number
}

/** Sends one request after the other over kept connections. */
export interface Sender {
  send(ask: Ask): Promise<Answer>
  /** Everything that a stream says within `milliseconds`. */
  watch(ask: Ask, milliseconds: number): Promise<string>
  close(): void
}

const patience = 10_000
/** A stream that says nothing of a payment for this long has nothing to say. */
const silence = 250
const ofTheConnection = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

/** Opens a sender to an origin of this machine. */
export function createSender(port: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  return {
    send(ask) {
      const started = performance.now()
      return new Promise((resolve, reject) => {
        const { method, path, headers, body } = ask
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const options = { agent, method, path, host: '127.0.0.1', port, timeout: patience }
        const call = request({ ...options, headers: { ...headers, ...length } }, (response) => {
          readAnswer(response, () => call.destroy())
            .then((answer) => resolve({ ...answer, took: performance.now() - started }))
            .catch(reject)
        })
        call.on('timeout', () => call.destroy(new Error(`${method} ${path.slice(0, 80)} was not answered`)))
        call.on('error', reject)
        call.end(body)
      })
    },
    watch({ method, path, headers }, milliseconds) {
      return new Promise((resolve, reject) => {
        let text = ''
        const call = request({ method, path, headers, agent: false, host: '127.0.0.1', port }, (response) => {
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString('latin1')
          })
          response.on('error', () => undefined)
        })
        call.on('error', reject)
        setTimeout(() => {
          resolve(text)
          call.destroy()
        }, milliseconds)
        call.end()
      })
    },
    close: () => agent.destroy(),
  }
}

async function readAnswer(response: IncomingMessage, leave: () => void): Promise<Omit<Answer, 'took'>> {
  const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true
  const body = isStream ? await readFirstEvent(response) : await readAll(response)
  if (isStream) leave()
  const { rawHeaders } = response
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && !ofTheConnection.has(name.toLowerCase())
      ? [`${name.toLowerCase()}: ${rawHeaders[index + 1]}`]
      : [],
  )
  return { status: response.statusCode ?? 0, headers: headers.sort(), body }
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('latin1')
}

function readFirstEvent(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const end = (): void => {
      clearTimeout(timer)
      resolve(text)
    }
    const timer = setTimeout(end, silence)
    response.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      if (/^data:[^\n]*\n(?:[^\n]+\n)*\n/m.test(text)) end()
    })
    response.on('end', end)
    response.on('error', end)
  })
}
