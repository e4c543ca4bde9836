import { openDatabase } from '@payloom/bus/database'
import type { PaymentState } from '@payloom/core/contract'
import type { PaymentStore } from '@payloom/server'
import { createRandom, type Random } from '../races/createRandom.ts'
import { chaosEvent, countPayments, paymentIdOf } from './chaosEvent.ts'
import type { Without } from './guards.ts'
import { type ChaosWorld, openChaosWorld, type ShopName } from './openChaosWorld.ts'
import { beginPayment, openPage, type Page } from './openPage.ts'
import { deathPlaces } from './shop/createTrap.ts'
import { openStore } from './shop/openChaosStore.ts'

/** What a run found. */
export interface ChaosSum {
  events: number
  /** Processes that were killed by SIGKILL: shops, teller, broker. */
  kills: number
  /** Events that the store or the shop's handlers never got, and pages that do not show the store's state in the end. */
  lost: number
  /** States that a page showed, or was sent on one connection, after a newer one. */
  outOfOrder: number
  /** Bytes of a payment that somebody else was given. */
  leaked: number
}

/** How to run. */
export interface ChaosOptions {
  events: number
  /** How many processes are killed, by turns: the shop at each of its places, the teller, the broker. */
  kills: number
  seed: number
  without: Without
  /** Milliseconds to wait for quiet; without guards it never comes. @default 120000 */
  patience?: number | undefined
  say: (line: string) => void
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Runs it. @returns `undefined` where there is no RabbitMQ. */
export async function runChaos(options: ChaosOptions): Promise<ChaosSum | undefined> {
  const { events, without, say } = options
  const world = await openChaosWorld(events, without)
  if (!world) return undefined
  const payments = countPayments(events)
  say(`${payments} payments, store ${world.store.split(':')[0]}`)
  const store = openStore(world.store)
  const pages: Page[] = []
  try {
    for (let payment = 0; payment < payments; payment += 1) await beginPayment(world.origin, payment)
    for (let payment = 0; payment < payments; payment += 1) {
      pages.push(openPage(world.origin, payment, payments))
    }
    const kills = await makeTrouble(world, options)
    await world.tell(events)
    say('quiet')
    const lost = await untilQuiet({ world, store, pages, options })
    const sum = (read: (page: Page) => number): number => pages.reduce((all, page) => all + read(page), 0)
    return {
      ...{ events, kills, lost },
      outOfOrder: sum((page) => page.outOfOrder),
      leaked: sum((page) => page.leaked),
    }
  } finally {
    await Promise.all(pages.map((page) => page.close()))
    await store.close()
    await world.close()
  }
}

/** What is done to the world, one after the other, while events flow. Each kill is one of the first six. */
function troublesOf(
  world: ChaosWorld,
  random: Random,
): { name: string; isKill: boolean; make(): Promise<void> }[] {
  const shop = (): ShopName => random.pick(['one', 'two'])
  const link = () => random.pick([world.links.teller, world.links.one, world.links.two, world.links.pages])
  const stall = async (milliseconds: number): Promise<void> => {
    const stalled = link()
    stalled.stall()
    await sleep(milliseconds)
    stalled.flow()
  }
  return [
    ...deathPlaces.map((place) => ({
      name: `shop ${place}`,
      isKill: true,
      make: () => world.killShop(shop(), place, 3_000),
    })),
    { name: 'teller', isKill: true, make: world.killTeller },
    {
      name: 'broker',
      isKill: true,
      async make() {
        await world.broker.kill()
        await world.broker.start()
      },
    },
    {
      name: 'broker restarts',
      isKill: false,
      async make() {
        await world.broker.ctl('stop_app')
        await world.broker.ctl('start_app')
      },
    },
    {
      name: 'broker freezes',
      isKill: false,
      async make() {
        world.broker.pause()
        await sleep(random.int(500, 6_000))
        world.broker.resume()
      },
    },
    { name: 'a shop freezes', isKill: false, make: () => world.freezeShop(shop(), random.int(500, 4_000)) },
    { name: 'a link breaks', isKill: false, make: async () => link().reset() },
    { name: 'a link stalls', isKill: false, make: () => stall(random.int(500, 6_000)) },
  ]
}

async function makeTrouble(world: ChaosWorld, options: ChaosOptions): Promise<number> {
  const { events, kills: wanted, seed, say } = options
  const random = createRandom(seed)
  const troubles = troublesOf(world, random)
  const killers = troubles.filter(({ isKill }) => isKill)
  const others = troubles.filter(({ isKill }) => !isKill)
  let kills = 0
  const share = (part: number): number => Math.ceil((events * part) / wanted)
  for (; kills < wanted; kills += 1) {
    // Some events before each death, some while it is dead.
    await world.tell(share(kills + 0.5))
    const killer = killers[kills % killers.length]
    say(`${kills + 1} of ${wanted}: ${killer?.name}`)
    await sleep(random.int(20, 400))
    const dying = killer?.make()
    await sleep(random.int(20, 400))
    await world.tell(share(kills + 1)).catch(() => say('the teller is dead'))
    await dying
    if (kills % 3 === 2) {
      const other = others[random.int(0, others.length - 1)]
      say(other?.name ?? '')
      await other?.make()
    }
  }
  return kills
}

interface Quiet {
  world: ChaosWorld
  store: PaymentStore
  pages: readonly Page[]
  options: ChaosOptions
}

/** Waits until nothing is missing any more, or for so long. @returns what is missing then. */
async function untilQuiet({ world, store, pages, options }: Quiet): Promise<number> {
  const { events, say, patience = 120_000 } = options
  const end = Date.now() + patience
  const outbox = openDatabase({ location: world.outbox })
  let missing = Number.POSITIVE_INFINITY
  let seen = ''
  let since = Date.now()
  while (missing > 0 && Date.now() < end) {
    await sleep(500)
    const [told, waiting] = [
      await outbox.get('SELECT told FROM teller'),
      await outbox.get('SELECT count(*) AS n FROM bus_outbox WHERE delivered_at IS NULL'),
    ]
    const found = await countMissing({ world, store, pages, options })
    const line = `told ${told?.told}, in the outbox ${waiting?.n}, missing: store ${found.store}, handlers ${found.handlers}, pages ${found.pages}`
    if (line !== seen) since = Date.now()
    if (line !== seen) say(line)
    seen = line
    missing =
      Number(told?.told) < events ? Number.POSITIVE_INFINITY : found.store + found.handlers + found.pages
    // Without a guard nothing more comes: what has not moved for so long is lost.
    if (options.without.size > 0 && Number(told?.told) >= events && Date.now() - since > 30_000) break
  }
  await outbox.close()
  return missing
}

/** What the store has of one payment. */
interface StoredSums {
  captured: number
  refunded: number
  seq: number
  status: string | undefined
}

async function countMissing({
  world,
  store,
  pages,
  options: { events },
}: Quiet): Promise<{ store: number; handlers: number; pages: number }> {
  const payments = countPayments(events)
  const facts = new Set<string>()
  const states = new Map<number, StoredSums>()
  for (let payment = 0; payment < payments; payment += 1) {
    const record = await store.read({ tenant: 'chaos', paymentId: paymentIdOf(payment) })
    const own = record?.facts ?? []
    for (const { factId } of own) facts.add(factId)
    const sumOf = (kind: string): number =>
      own.filter((fact) => fact.kind === kind).reduce((sum, { amount }) => sum + (amount?.value ?? 0), 0)
    states.set(payment, {
      captured: sumOf('captured'),
      refunded: sumOf('refunded'),
      seq: record?.seq ?? -1,
      status: record?.history.at(-1)?.status,
    })
  }
  const handled = new Set(world.readBooks())
  const numbers = Array.from({ length: events }, (_, n) => n)
  return {
    store: numbers.filter((n) => !facts.has(chaosEvent(n, events).factId)).length,
    handlers: numbers.filter((n) => !handled.has(n)).length,
    pages: pages.filter((page) => !isSame(page.shown(), states.get(page.payment))).length,
  }
}

function isSame(shown: PaymentState | undefined, stored: StoredSums | undefined): boolean {
  return (
    shown !== undefined &&
    stored !== undefined &&
    shown.revision.seq === stored.seq &&
    shown.status === stored.status &&
    shown.amounts.captured.value === stored.captured &&
    shown.amounts.refunded.value === stored.refunded
  )
}
