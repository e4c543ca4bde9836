import { connect, createServer, type Socket } from 'node:net'

/** A TCP connection's way, with trouble on it. */
export interface Link {
  readonly port: number
  /** Passes nothing on in either direction; connections stay open, new ones too. */
  stall(): void
  /** Passes on again, what waited first. */
  flow(): void
  /** Breaks every connection with a reset. */
  reset(): void
  close(): Promise<void>
}

/** Opens a way to whatever `target` names at the time of each connection; `undefined` refuses it. */
export async function openLink(target: () => number | undefined): Promise<Link> {
  const pairs = new Set<[Socket, Socket]>()
  let isStalled = false
  const server = createServer((incoming) => {
    const port = target()
    if (port === undefined) {
      incoming.destroy()
      return
    }
    const outgoing = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [incoming, outgoing]
    pairs.add(pair)
    join(incoming, outgoing)
    join(outgoing, incoming)
    const end = (): void => {
      pairs.delete(pair)
      incoming.destroy()
      outgoing.destroy()
    }
    for (const socket of pair) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
      if (isStalled) socket.pause()
    }
  })
  /** Not `pipe`, which would set a paused socket going again. */
  const join = (from: Socket, to: Socket): void => {
    from.on('data', (chunk: Buffer) => {
      if (!to.write(chunk)) from.pause()
    })
    to.on('drain', () => {
      if (!isStalled) from.resume()
    })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stall() {
      isStalled = true
      for (const socket of [...pairs].flat()) socket.pause()
    },
    flow() {
      isStalled = false
      for (const socket of [...pairs].flat()) socket.resume()
    },
    reset() {
      for (const socket of [...pairs].flat()) socket.resetAndDestroy()
    },
    close() {
      for (const socket of [...pairs].flat()) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
