import pg from 'pg'

const pause = 1_000

/** Listens on a connection of its own, and makes another when it breaks; while there is none, nothing is heard. @returns what ends it. */
export function openPostgresListening(
  options: pg.ClientConfig,
  channel: string,
  heard: () => void,
): () => void {
  let client: pg.Client | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOpen = true
  const connect = (): void => {
    const own = new pg.Client(options)
    client = own
    let isBroken = false
    const retry = (): void => {
      if (isBroken) return
      isBroken = true
      own.end().catch(() => undefined)
      if (!isOpen) return
      timer = setTimeout(connect, pause)
      timer.unref()
    }
    own.on('notification', () => {
      if (isOpen) heard()
    })
    own.on('error', retry)
    own.on('end', retry)
    own
      .connect()
      .then(() => own.query(`LISTEN ${own.escapeIdentifier(channel)}`))
      // Whatever was told before is not heard any more: look once.
      .then(() => isOpen && heard())
      .catch(retry)
  }
  connect()
  return () => {
    isOpen = false
    clearTimeout(timer)
    client?.end().catch(() => undefined)
  }
}
