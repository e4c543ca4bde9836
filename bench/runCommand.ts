import { parseArgs } from 'node:util'

/** What was given on the command line, by option. */
export interface CommandLine {
  text(name: string): string | undefined
  /** @throws TypeError for what is no whole number from `least`. */
  number(name: string, least: number): number
}

/** A bench as a command. */
export interface Command<Options, Sum> {
  /** As it is called, e.g. `bench:races`. */
  name: string
  /** The options with their defaults; `undefined` where there is none. */
  options: Readonly<Record<string, string | undefined>>
  /** @throws TypeError for what makes no sense. */
  read(line: CommandLine): Options
  run(options: Options & { say: (line: string) => void }): Promise<Sum>
  /** Whether what was found is a fault. */
  isBad(sum: Sum, options: Options): boolean
}

/**
 * Runs a bench and ends the process: progress on stderr, what was found as one JSON object in the last line of stdout. It ends with 1 for a
 * fault, and with 2 for options that it does not know.
 */
export async function runCommand<Options, Sum>(command: Command<Options, Sum>): Promise<never> {
  const { name, run, isBad } = command
  const options = (() => {
    try {
      return command.read(readLine(command.options))
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      process.exit(2)
    }
  })()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
  const started = Date.now()
  const sum = await run({ ...options, say: (line) => console.error(line) })
  console.error(`${Math.round((Date.now() - started) / 1_000)} s`)
  console.log(JSON.stringify(sum))
  process.exit(isBad(sum, options) ? 1 : 0)
}

function readLine(defaults: Readonly<Record<string, string | undefined>>): CommandLine {
  const known = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' as const }]))
  const { values } = parseArgs({ options: known })
  const text = (name: string): string | undefined => values[name] ?? defaults[name]
  return {
    text,
    number(name, least) {
      const number = Number(text(name))
      if (Number.isSafeInteger(number) && number >= least) return number
      throw new TypeError(`--${name} ${text(name)} is no number from ${least}`)
    },
  }
}
