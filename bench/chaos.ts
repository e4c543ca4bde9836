// Kills, freezes and cuts off broker, servers and links while events flow, and counts afterwards what was lost, late or in the wrong hands.
import { parseArgs } from 'node:util'
import { fetchBroker } from '../scripts/services/fetchBroker.ts'
import { readGuards } from './chaos/guards.ts'
import { runChaos } from './chaos/runChaos.ts'

const fail = (line: string): never => {
  console.error(`bench:chaos: ${line}`)
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
        events: { type: 'string', default: '2000' },
        kills: { type: 'string', default: '30' },
        seed: { type: 'string', default: '1' },
        without: { type: 'string' },
      },
    })
    const { events, kills, seed, without } = values
    return {
      events: readNumber('events', events, 1),
      kills: readNumber('kills', kills, 0),
      seed: readNumber('seed', seed, 0),
      without: readGuards(without),
    }
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
const options = read()

// The checkouts run as pages of the shop do.
Object.defineProperty(globalThis, 'location', { value: { hostname: '127.0.0.1' } })

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

await fetchBroker()
const started = Date.now()
const sum = await runChaos({ ...options, say: (line) => console.error(line) })
if (!sum) {
  console.error(
    'bench:chaos: there is no RabbitMQ below /usr/lib/rabbitmq with its Erlang below /usr/lib/erlang, as Debian’s rabbitmq-server has them, nor one that `npm run test:long` unpacked below .toolchain.',
  )
  process.exit(3)
}
console.error(`${Math.round((Date.now() - started) / 1_000)} s`)
console.log(JSON.stringify(sum))
process.exit(options.without.size === 0 && sum.lost + sum.outOfOrder + sum.leaked > 0 ? 1 : 0)
