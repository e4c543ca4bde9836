// Asks a shop's payment service for what belongs to somebody else, in every way, and counts what the answers give away.
import { parseArgs } from 'node:util'
import { runIsolation } from './isolation/runIsolation.ts'

const fail = (line: string): never => {
  console.error(`probe:isolation: ${line}`)
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
        requests: { type: 'string', default: '10000' },
        seed: { type: 'string', default: '1' },
        without: { type: 'string' },
      },
    })
    const { requests, seed, without } = values
    if (without !== undefined && without !== 'authorize') {
      fail(`no guard is called ${without}: there is authorize alone`)
    }
    return {
      requests: readNumber('requests', requests, 1),
      seed: readNumber('seed', seed, 0),
      isOpen: without === 'authorize',
    }
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
const options = read()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

const started = Date.now()
const sum = await runIsolation({ ...options, say: (line) => console.error(line) })
console.error(`${Math.round((Date.now() - started) / 1_000)} s`)
console.log(JSON.stringify(sum))
process.exit(!options.isOpen && sum.leaks > 0 ? 1 : 0)
