import { createServer } from 'node:net'

/** The first of some ports that another process listens on, on this machine's own address. */
export async function findTakenPort<T extends { port: number }>(
  wanted: readonly T[],
): Promise<T | undefined> {
  for (const one of wanted) {
    if (!(await isFree(one.port))) return one
  }
  return undefined
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
