import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { findFreePorts } from './findFreePorts.ts'

const run = promisify(execFile)

/** A PostgreSQL server of our own. */
export interface PostgresServer {
  readonly url: string
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** Starts it again over the same files. */
  start(): Promise<void>
  /** Ends it and removes its files. */
  close(): Promise<void>
}

/** Where PostgreSQL's programs lie on this machine, if it has them. */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root) : []
  const newest = versions.sort((one, other) => Number(other) - Number(one))
  return newest.map((version) => path.join(root, version, 'bin')).find((bin) => existsSync(`${bin}/initdb`))
}

/**
 * Starts a private server on loopback, on a port of its own, trusting whoever connects; its files are gone when it closes.
 *
 * @returns `undefined` where PostgreSQL is not installed.
 */
export async function openPostgres(): Promise<PostgresServer | undefined> {
  const bin = findPostgres()
  if (bin === undefined) return undefined
  const directory = mkdtempSync(path.join(tmpdir(), 'payloom-postgres-'))
  const data = path.join(directory, 'data')
  // It refuses to run as root.
  const who = process.getuid?.() === 0 ? idOf('postgres') : {}
  if (who.uid !== undefined && who.gid !== undefined) chownSync(directory, who.uid, who.gid)
  const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }
  const options = { ...who, cwd: directory, env: environment }
  await run(`${bin}/initdb`, ['-D', data, '-A', 'trust', '-U', 'payloom', '--no-sync', '-E', 'UTF8'], options)
  const [port = 0] = await findFreePorts(1)
  const url = `postgres://payloom@127.0.0.1:${port}/postgres`
  let child: ChildProcess | undefined
  const end = async (signal: 'SIGKILL' | 'SIGINT'): Promise<void> => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('close', resolve))
    running.kill(signal)
    await ended
  }
  const start = async (): Promise<void> => {
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: 100,
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const started = spawn(`${bin}/postgres`, ['-D', data, ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child = started
    await untilReady(started)
  }
  // Whoever is killed takes it along: nothing of ours may outlive its test.
  const forget = (): void => void child?.kill('SIGKILL')
  process.once('exit', forget)
  try {
    await start()
  } catch (error) {
    await end('SIGKILL')
    rmSync(directory, { recursive: true, force: true })
    throw error
  }
  return {
    url,
    kill: () => end('SIGKILL'),
    start,
    async close() {
      process.off('exit', forget)
      await end('SIGINT')
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function idOf(name: string): { uid?: number; gid?: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return line === undefined ? { uid: 65_534, gid: 65_534 } : { uid: Number(uid), gid: Number(gid) }
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let lines = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      lines = (lines + chunk.toString()).slice(-4_000)
      if (lines.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`openPostgres: it ended before it was ready.\n${lines}`)))
  })
}
