// Tells the shop of events, as an orchestrator does: each message is written into the outbox in the transaction that says it was told. It is
// killed at any moment and goes on where it stood. Without `confirm` it takes a message for told once it has left.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRabbitBus } from '@payloom/bus'
import { openDatabase } from '@payloom/bus/database'
import { chaosEvent } from '../chaosEvent.ts'
import { createCarelessBus } from './createCarelessBus.ts'

const read = (name: string): string => {
  const value = process.env[name]
  if (value) return value
  throw new Error(`the bench's teller: set ${name}.`)
}
const log = (entry: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(entry)}\n`)

const events = Number(read('CHAOS_EVENTS'))
const isConfirmed = process.env.CHAOS_WITHOUT_CONFIRM !== '1'
const database = openDatabase({ location: read('CHAOS_DATABASE') })
await database.run('CREATE TABLE IF NOT EXISTS teller (told INTEGER NOT NULL, until INTEGER NOT NULL)')
await database.run('INSERT INTO teller SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM teller)')
const url = read('AMQP_URL')
const bus = createRabbitBus({
  ...{ url, side: 'orchestrator', outbox: { database } },
  log: (entry) => log({ ...entry }),
})
const careless = isConfirmed ? undefined : createCarelessBus(url)

async function tellNext(): Promise<boolean> {
  const told = await database.transaction(function* (sql) {
    const row = yield* sql.get('SELECT told, until FROM teller')
    const next = Number(row?.told)
    if (next >= Number(row?.until) || next >= events) return undefined
    yield* sql.run('UPDATE teller SET told = ?', next + 1)
    const { message } = chaosEvent(next, events)
    if (!careless) yield* bus.enqueue(message, sql)
    return message
  })
  if (!told) return false
  if (careless) careless.send(told)
  else bus.wake()
  return true
}

const pace = 4
const tell = (): void => {
  tellNext()
    .catch((error: unknown) => {
      log({ event: 'not-told', error: String(error) })
      return false
    })
    .finally(() => setTimeout(tell, pace))
}
tell()

const server = createServer((request, response) => {
  const until = Number(new URL(request.url ?? '/', 'http://teller').searchParams.get('until'))
  database
    .run('UPDATE teller SET until = ? WHERE until < ?', until, until)
    .then(() => response.writeHead(204).end())
    .catch(() => response.writeHead(500).end())
})
process.on('SIGTERM', () => {
  server.closeAllConnections()
  server.close()
  void bus.close().then(() => process.exit(0))
})
server.listen(Number(read('CHAOS_PORT')), '127.0.0.1', () => {
  log({ event: 'listening', port: (server.address() as AddressInfo).port })
})
