// Payloom's relay beside raw node:http: memory of an idle connection, fan-out, and everybody coming back at once.
import { parseArgs } from 'node:util'
import { runRelay } from './relay/runRelay.ts'

const parts = ['replay']
const fail = (line: string): never => {
  console.error(`bench:relay: ${line}`)
  process.exit(2)
}
const readNumber = (name: string, text: string): number => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= 1 ? number : fail(`--${name} ${text} is no number from 1`)
}
const read = () => {
  try {
    const { values } = parseArgs({
      options: {
        connections: { type: 'string', default: '2000' },
        rounds: { type: 'string', default: '3' },
        without: { type: 'string' },
      },
    })
    const without = new Set(values.without?.split(',') ?? [])
    for (const part of without) {
      if (!parts.includes(part)) fail(`no part is called ${part}: choose from ${parts.join(', ')}`)
    }
    return {
      connections: readNumber('connections', values.connections),
      rounds: readNumber('rounds', values.rounds),
      without,
    }
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
const options = read()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

const started = Date.now()
const sum = await runRelay({ ...options, say: (line) => console.error(line) })
console.error(`${Math.round((Date.now() - started) / 1_000)} s`)
console.log(JSON.stringify(sum))
// The ratios are this machine's; what is lost is a fault anywhere.
process.exit(options.without.size === 0 && sum.lost > 0 ? 1 : 0)
