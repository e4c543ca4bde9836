import { connect, type Socket } from 'node:net'
import { paymentIdOf } from './relayPayments.ts'

/** Browsers, as far as a relay knows them: one connection and one payment each. */
export interface Readers {
  /** All connect; `lastSeq` is the event that they say they have. */
  connect(lastSeq?: number): void
  /** Resolves when every reader has that event, or after the time, with how many do not. */
  until(seq: number, milliseconds: number): Promise<number>
  /** All leave, at once. */
  leave(): void
  /** The bytes of the newest event of the first reader: both servers have to send the same. */
  sample(): string
}

/** Readers of one server. */
export function createReaders(port: number, count: number): Readers {
  const newest = new Array<number>(count).fill(0)
  let sockets: Socket[] = []
  let sample = ''
  let wanted = { seq: Infinity, missing: 0, done: (): void => undefined }

  const have = (index: number, seq: number): void => {
    const before = newest[index] ?? 0
    if (seq <= before) return
    newest[index] = seq
    if (before >= wanted.seq || seq < wanted.seq) return
    wanted.missing -= 1
    if (wanted.missing === 0) wanted.done()
  }
  const read = (socket: Socket, index: number): void => {
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      const text = rest + chunk.toString('latin1')
      const end = text.lastIndexOf('\n\n')
      const start = end < 0 ? -1 : text.lastIndexOf('id: 1.', end)
      rest = text.slice(end < 0 ? 0 : end + 2)
      if (start < 0) return
      if (index === 0) sample = text.slice(start, end)
      have(index, Number.parseInt(text.slice(start + 6, start + 18), 10))
    })
    // A server that refuses or drops a reader shows in what the reader lacks.
    socket.on('error', () => undefined)
  }
  return {
    connect(lastSeq) {
      newest.fill(lastSeq ?? 0)
      sockets = newest.map((_, index) => {
        const socket = connect({ port, host: '127.0.0.1' })
        socket.write(requestOf(index, lastSeq))
        read(socket, index)
        return socket
      })
    },
    until(seq, milliseconds) {
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer)
          resolve(wanted.missing)
        }
        const timer = setTimeout(done, milliseconds)
        wanted = { seq, missing: newest.filter((one) => one < seq).length, done }
        if (wanted.missing === 0) done()
      })
    },
    leave() {
      for (const socket of sockets) socket.resetAndDestroy()
      sockets = []
    },
    sample: () => sample,
  }
}

/** A browser's request, with the headers that one sends. */
function requestOf(index: number, lastSeq: number | undefined): string {
  const id = paymentIdOf(index)
  return [
    `GET /api/payments/payments/${id}/events HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: keep-alive',
    'Accept: text/event-stream',
    'Accept-Language: en-GB,en;q=0.9',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Cache-Control: no-store',
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Sec-Fetch-Site: same-origin',
    'Sec-Fetch-Mode: cors',
    'Sec-Fetch-Dest: empty',
    'Payloom-Contract: 1',
    `Cookie: session=${id}`,
    ...(lastSeq === undefined ? [] : [`Last-Event-ID: 1.${lastSeq}`]),
    '\r\n',
  ].join('\r\n')
}
