// Races shoppers against their own presses, tabs, reloads and networks, and asks the company afterwards what it kept.
import { parseArgs } from 'node:util'
import { readGuards } from './races/guards.ts'
import { runRaces } from './races/runRaces.ts'

const fail = (line: string): never => {
  console.error(`bench:races: ${line}`)
  process.exit(2)
}
const readNumber = (name: string, text: string, least: number): number => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= least
    ? number
    : fail(`--${name} ${text} is no number from ${least}`)
}
const read = () => {
  try {
    const { values } = parseArgs({
      options: {
        orders: { type: 'string', default: '300' },
        seed: { type: 'string', default: '1' },
        without: { type: 'string' },
        only: { type: 'string' },
      },
    })
    const { orders, seed, without, only } = values
    return {
      orders: readNumber('orders', orders, 1),
      seed: readNumber('seed', seed, 0),
      without: readGuards(without),
      only: only === undefined ? undefined : readNumber('only', only, 0),
    }
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
const options = read()

// The checkouts run as a page of the shop does; a redirect to plain http is held against the page's host.
Object.defineProperty(globalThis, 'location', { value: { hostname: '127.0.0.1' } })

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

const started = Date.now()
const sum = await runRaces({ ...options, say: (line) => console.error(line) })
console.error(`${Math.round((Date.now() - started) / 1_000)} s`)
console.log(JSON.stringify(sum))
const isBad = options.without.size === 0 && sum.double + sum.wrongAmount + sum.stuck > 0
process.exit(isBad ? 1 : 0)
