import { createRandom } from './createRandom.ts'
import { createScript, type Script } from './createScript.ts'
import type { Without } from './guards.ts'
import { judgeMoney, keptOf } from './judgeMoney.ts'
import { type BookedPayment, openRaceWorld, type RaceWorld } from './openRaceWorld.ts'
import { runShopper } from './runShopper.ts'
import { type Settled, settleShopper } from './settleShopper.ts'

/** The bench's last line. */
export interface RaceSum {
  orders: number
  /** Orders of which the company keeps the money of more than one payment. */
  double: number
  /** Orders with an amount that is not the one that their shopper saw at the press. */
  wrongAmount: number
  /** Orders whose shopper did not see the company's truth in time. */
  stuck: number
  /** Orders whose second success was given back. */
  duplicateRefunded: number
}

/** How to race. */
export interface RaceOptions {
  orders: number
  seed: number
  without: Without
  /** The one order of the seed that is run. */
  only?: number | undefined
  say(line: string): void
}

/** Shoppers who act at the same time; most of what they do is waiting. */
const together = 8
/** Milliseconds that a shopper's views may take after the last trouble: a lease that a killed shop held lasts 60 s. */
const limit = 100_000
/** With a guard switched off only the books count: whose views never come right is not waited for. */
const shortLimit = 10_000

interface Order {
  index: number
  script: Script
  attempts: ReadonlyMap<string, { total: number; surcharge: number } | undefined>
  settled: Settled
}

/** Starts the processes, lets the shoppers race, waits for quiet, and asks the company. */
export async function runRaces(options: RaceOptions): Promise<RaceSum> {
  const { orders, seed, without, only, say } = options
  const world = await openRaceWorld(without)
  try {
    const trouble = createTrouble(world, options)
    const books = createBooks(world)
    const indexes = only === undefined ? Array.from({ length: orders }, (_, index) => index) : [only]
    const settling: Promise<Order>[] = []
    const started = Date.now()
    let late = 0
    const race = async (index: number): Promise<void> => {
      trouble.begin(index)
      const random = createRandom(seed * 100_003 + index)
      const script = createScript(random, index)
      const shopper = await runShopper({ world, script, random, without })
      late += shopper.late
      const ended = Date.now()
      const isOver = (): boolean =>
        Date.now() - Math.max(ended, trouble.lastAt()) > (without.size > 0 ? shortLimit : limit)
      const settled = settleShopper(shopper, { readLedger: books.read, isOver }).then(
        async (end): Promise<Order> => {
          await shopper.close()
          return { index, script, attempts: shopper.shown, settled: end }
        },
      )
      settling.push(settled)
    }
    await inTurns(indexes, race)
    await trouble.over()
    say(
      `${indexes.length} orders raced in ${Math.round((Date.now() - started) / 1_000)} s, ${trouble.crashes()} crashes, ${late} late successes; waiting for quiet`,
    )
    const done = await Promise.all(settling)
    const payments = await world.readLedger()
    const kept = payments.filter((payment) => keptOf(payment) > 0).length
    say(`${payments.length} payments at the company; it keeps the money of ${kept}`)
    return judge(done, payments, options)
  } finally {
    await world.close()
  }
}

function judge(
  done: readonly Order[],
  payments: readonly BookedPayment[],
  { seed, say }: RaceOptions,
): RaceSum {
  const sum: RaceSum = { orders: done.length, double: 0, wrongAmount: 0, stuck: 0, duplicateRefunded: 0 }
  for (const { index, script, attempts, settled } of done) {
    const own = payments.filter(({ reference }) => attempts.has(reference))
    const { isDouble, isWrong, isReturned } = judgeMoney({
      payments: own,
      shown: attempts,
      total: settled.total,
    })
    const isStuck = settled.reason !== undefined
    if (isDouble) sum.double++
    if (isWrong) sum.wrongAmount++
    if (isStuck) sum.stuck++
    if (isReturned) sum.duplicateRefunded++
    if (!isDouble && !isWrong && !isStuck) continue
    const faults = [isDouble && 'double', isWrong && 'wrongAmount', isStuck && `stuck: ${settled.reason}`]
    say(`order ${index} of seed ${seed} (${script.theme}): ${faults.filter(Boolean).join(', ')}`)
    say(`  ${settled.views}`)
    say(`  ${JSON.stringify({ script, shown: Object.fromEntries(attempts), total: settled.total })}`)
    for (const { events, ...payment } of own) {
      say(`  ${JSON.stringify({ ...payment, events: events.map(({ type }) => type) })}`)
    }
  }
  return sum
}

async function inTurns(indexes: readonly number[], race: (index: number) => Promise<void>): Promise<void> {
  const rest = [...indexes]
  const work = async (): Promise<void> => {
    for (let index = rest.shift(); index !== undefined; index = rest.shift()) await race(index)
  }
  await Promise.all(Array.from({ length: together }, work))
}

/** The company's books, read once a second at most, however many shoppers ask. */
function createBooks(world: RaceWorld): { read(): Promise<readonly BookedPayment[]> } {
  let at = 0
  let newest: Promise<readonly BookedPayment[]> = Promise.resolve([])
  return {
    read() {
      if (Date.now() - at > 1_000) {
        at = Date.now()
        newest = world.readLedger()
      }
      return newest
    },
  }
}

interface Trouble {
  /** An order begins: it may be the one during which a process dies. */
  begin(index: number): void
  lastAt(): number
  crashes(): number
  over(): Promise<void>
}

/** Kills the shop and the orchestrator by turns, in the first two thirds of the orders. */
function createTrouble(world: RaceWorld, { orders, seed, only }: RaceOptions): Trouble {
  const random = createRandom(seed)
  const every = Math.max(6, Math.round(orders / 20))
  let lastAt = 0
  let crashes = 0
  let under = Promise.resolve()
  const crash = async (name: 'shop' | 'orchestrator', after: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, after))
    crashes++
    await world.crash(name)
    lastAt = Date.now()
  }
  return {
    begin(index) {
      if (only !== undefined || index % every !== every - 1 || index > (orders * 2) / 3) return
      const name = crashes % 2 === 0 ? 'shop' : 'orchestrator'
      const after = random.int(0, 800)
      under = under.then(() => crash(name, after))
    },
    lastAt: () => lastAt,
    crashes: () => crashes,
    over: () => under,
  }
}
