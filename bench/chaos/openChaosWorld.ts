import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openService, type Service } from '../../scripts/demo/openService.ts'
import { findFreePorts } from '../../scripts/services/findFreePorts.ts'
import { type Broker, openBroker } from '../../scripts/services/openBroker.ts'
import { type Link, openLink } from '../../scripts/services/openLink.ts'
import { openPostgres } from '../../scripts/services/openPostgres.ts'
import type { Without } from './guards.ts'
import type { DeathPlace } from './shop/createTrap.ts'

export type ShopName = 'one' | 'two'

/** Broker, database, the one who tells and two shop processes, with a way that can be troubled before each. */
export interface ChaosWorld {
  readonly broker: Broker
  /** Where browsers go; each connection to one of the shops that live. */
  readonly origin: string
  /** The teller's and the shops' ways to the broker, and the browsers' to the shops. */
  readonly links: Readonly<Record<'teller' | ShopName | 'pages', Link>>
  /** Path or URL of the store that the shops share. */
  readonly store: string
  /** SQLite file with the teller's outbox. */
  readonly outbox: string
  /** Has the teller go on until so many events are told. */
  tell(until: number): Promise<void>
  /** Kills the teller, and starts it again. */
  killTeller(): Promise<void>
  /** Has a shop die at a place, at the latest after so many milliseconds wherever it is, and starts it again. */
  killShop(name: ShopName, place: DeathPlace, milliseconds: number): Promise<void>
  /** SIGSTOP for so many milliseconds. */
  freezeShop(name: ShopName, milliseconds: number): Promise<void>
  /** Numbers of the events that a handler of the shop was given, each as often as it was. */
  readBooks(): number[]
  close(): Promise<void>
}

const root = path.dirname(path.dirname(import.meta.dirname))
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Starts it all on loopback. @returns `undefined` where there is no RabbitMQ. */
export async function openChaosWorld(events: number, without: Without): Promise<ChaosWorld | undefined> {
  const broker = await openBroker()
  if (!broker) return undefined
  const directory = mkdtempSync(path.join(tmpdir(), 'payloom-chaos-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const database = await openPostgres()
  const store = database?.url ?? path.join(directory, 'shop.sqlite')
  const outbox = path.join(directory, 'teller.sqlite')
  const [tellerPort = 0, onePort = 0, twoPort = 0] = await findFreePorts(3)
  const ports: Record<ShopName, number> = { one: onePort, two: twoPort }
  const living = new Set<ShopName>()
  let turn = 0
  const toBroker = () => Number(new URL(broker.url).port)
  const links = {
    teller: await openLink(toBroker),
    one: await openLink(toBroker),
    two: await openLink(toBroker),
    pages: await openLink(() => {
      const names = [...living]
      const name = names[turn++ % Math.max(1, names.length)]
      return name && ports[name]
    }),
  }
  const through = (link: Link): string => {
    const url = new URL(broker.url)
    url.port = String(link.port)
    return url.href
  }
  const start = (name: string, entry: string, environment: Record<string, string>): Service =>
    openService({ name, root, entry, environment, logFile: path.join(directory, `${name}.log`) })
  const startTeller = (): Service =>
    start('teller', 'bench/chaos/teller/main.ts', {
      ...{ AMQP_URL: through(links.teller), CHAOS_DATABASE: outbox, CHAOS_PORT: String(tellerPort) },
      ...{ CHAOS_EVENTS: String(events), CHAOS_WITHOUT_CONFIRM: without.has('confirm') ? '1' : '0' },
    })
  const book = (name: ShopName): string => path.join(directory, `${name}.book`)
  const startShop = (name: ShopName): Service =>
    start(name, 'bench/chaos/shop/main.ts', {
      ...{ AMQP_URL: through(links[name]), CHAOS_STORE: store, CHAOS_PORT: String(ports[name]) },
      ...{ CHAOS_BOOK: book(name), CHAOS_WITHOUT_ACK_ORDER: without.has('ack-order') ? '1' : '0' },
    })
  let teller = startTeller()
  const shops: Record<ShopName, Service> = { one: startShop('one'), two: startShop('two') }
  const ask = (port: number, query: string) => fetch(`http://127.0.0.1:${port}/?${query}`, { method: 'POST' })
  const close = async (): Promise<void> => {
    for (const link of Object.values(links)) link.flow()
    await Promise.all([teller, shops.one, shops.two].map((service) => service.close()))
    await Promise.all(Object.values(links).map((link) => link.close()))
    await Promise.all([broker.close(), database?.close()])
  }
  try {
    await Promise.all([teller, shops.one, shops.two].map((service) => service.listening()))
  } catch (error) {
    await close()
    throw error
  }
  living.add('one').add('two')
  return {
    ...{ broker, links, store, outbox, origin: `http://127.0.0.1:${links.pages.port}` },
    async tell(until) {
      await ask(tellerPort, `until=${until}`)
    },
    async killTeller() {
      await teller.kill()
      teller = startTeller()
      await teller.listening()
    },
    async killShop(name, place, milliseconds) {
      const shop = shops[name]
      await ask(ports[name], `die=${place}`)
      await Promise.race([shop.ended, sleep(milliseconds)])
      await shop.kill()
      living.delete(name)
      shops[name] = startShop(name)
      await shops[name].listening()
      living.add(name)
    },
    async freezeShop(name, milliseconds) {
      const { pid } = shops[name]
      if (pid === undefined) return
      process.kill(pid, 'SIGSTOP')
      await sleep(milliseconds)
      process.kill(pid, 'SIGCONT')
    },
    readBooks: () => [...readBook(book('one')), ...readBook(book('two'))],
    close,
  }
}

function readBook(file: string): number[] {
  try {
    // A process that is killed in the middle of a line leaves none of it: one write is whole or not there.
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
