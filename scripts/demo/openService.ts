import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** How long a process may take to end after SIGTERM, in milliseconds. */
const patience = 5_000
/** How long it may take to listen. */
const startLimit = 20_000
const keptLines = 20

/** How to run one process of the demo. */
export interface ServiceOptions {
  name: string
  root: string
  /** TypeScript file, below the root. */
  entry: string
  environment: Readonly<Record<string, string>>
  /** TypeScript files that run in it before the entry, by path. */
  preloads?: readonly string[] | undefined
  /** Where its lines go. */
  logFile: string
}

/** One process of the demo. */
export interface Service {
  readonly name: string
  readonly pid: number | undefined
  /** Resolves with its port when it says that it listens; rejects when it ends first. */
  listening(): Promise<number>
  /** Resolves when it has ended, with a report: how, and its last lines. */
  ended: Promise<string>
  /** Ends it: SIGTERM, and SIGKILL for one that does not hear. */
  close(): Promise<void>
  /** Ends it as a power cut does, by SIGKILL: it says goodbye to nobody. */
  kill(): Promise<void>
}

/** Starts one process under this Node, from its sources. */
export function openService({
  name,
  root,
  entry,
  environment,
  preloads = [],
  logFile,
}: ServiceOptions): Service {
  const files = [path.join(import.meta.dirname, 'endWithParent.ts'), ...preloads]
  const imports = files.flatMap((file) => ['--import', file])
  const child = spawn(
    process.execPath,
    ['--conditions=@payloom/source', '--disable-warning=ExperimentalWarning', ...imports, entry],
    { cwd: root, env: { ...inherited(), ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const lines: string[] = []
  const listening = Promise.withResolvers<number>()
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`)
      lines.push(line)
      if (lines.length > keptLines) lines.shift()
      const port = portOf(line)
      if (port !== undefined) listening.resolve(port)
    })
  }
  const ended = endOf(child).then((reason) => {
    log.end()
    const last = lines.length > 0 ? lines : ['(none)']
    const report = [`${name} ${reason}; its last lines:`, ...last.map((line) => `  ${line}`)].join('\n')
    listening.reject(new Error(report))
    return report
  })
  // Whoever does not ask whether it listens must not end by an unhandled rejection.
  listening.promise.catch(() => undefined)
  return {
    name,
    pid: child.pid,
    listening: () => withLimit(listening.promise, `${name} did not say that it listens`),
    ended,
    async close() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), patience)
      await ended
      clearTimeout(late)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** What a process needs of ours: no variable of the shell around us may configure it. */
function inherited(): NodeJS.ProcessEnv {
  const wanted = /^(PATH|HOME|TMPDIR|TEMP|TMP|LANG|TZ|SystemRoot|NODE_EXTRA_CA_CERTS)$/
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => wanted.test(key)))
}

function portOf(line: string): number | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const entry = JSON.parse(line) as { event?: unknown; port?: unknown }
    return entry.event === 'listening' && typeof entry.port === 'number' ? entry.port : undefined
  } catch {
    return undefined
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`could not start: ${error.message}`))
    // "close", not "exit": its last lines are read by then.
    child.on('close', (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    )
  })
}

async function withLimit<T>(promise: Promise<T>, complaint: string): Promise<T> {
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => limit.reject(new Error(`${complaint} within ${startLimit / 1000} s.`)),
    startLimit,
  )
  try {
    return await Promise.race([promise, limit.promise])
  } finally {
    clearTimeout(timer)
  }
}
