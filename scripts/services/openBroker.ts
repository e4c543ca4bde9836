import { type ChildProcess, execFile, spawn } from 'node:child_process'
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type BrokerPlace, findBroker } from './findBroker.ts'
import { findFreePorts } from './findFreePorts.ts'

const run = promisify(execFile)

/** A RabbitMQ of our own. */
export interface Broker {
  /** amqp://guest:guest@127.0.0.1:port; its default virtual host is `/`. */
  readonly url: string
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** Starts it again over the same data, and resolves when it takes connections. */
  start(): Promise<void>
  /** SIGSTOP: its sockets stay open, and nothing answers. */
  pause(): void
  /** SIGCONT */
  resume(): void
  /** rabbitmqctl, at most 30 s. @returns what it printed. */
  ctl(...words: string[]): Promise<string>
  /** Ends it with everything that belongs to it, and removes its files. */
  close(): Promise<void>
}

/** How to start it. */
export interface BrokerOptions {
  /** Lines of rabbitmq.conf, e.g. `consumer_timeout = 5000`. @default none */
  settings?: readonly string[]
}

/** How long it may take to start (ms); six seconds are usual, on two busy cores thirty. */
const startLimit = 90_000
/** How long rabbitmqctl may take (ms): some of its commands wait for ever. */
const ctlLimit = 30_000

/**
 * Starts a private RabbitMQ on loopback, on ports of its own, with its data in a temporary directory. It ends with the process that opened
 * it, however that one ends.
 *
 * @returns `undefined` where RabbitMQ is not installed.
 */
export async function openBroker({ settings = [] }: BrokerOptions = {}): Promise<Broker | undefined> {
  const place = findBroker()
  if (place === undefined) return undefined
  const [amqp = 0, distribution = 0, epmd = 0] = await findFreePorts(3)
  const directory = mkdtempSync(path.join(tmpdir(), 'payloom-broker-'))
  const environment = writeFiles({ place, directory, settings, amqp, distribution, epmd })
  const groups = path.join(directory, 'groups')
  // Deaf to everything but the end of its input: that is the end of this process, or close().
  const undertaker = spawn('/bin/sh', ['-c', undertake, 'sh', groups, directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  undertaker.unref()
  const log = path.join(directory, 'broker.log')
  const open = (program: string, words: string[]): ChildProcess => {
    const output = openSync(log, 'a')
    const child = spawn(program, words, {
      cwd: directory,
      env: environment,
      detached: true,
      stdio: ['ignore', output, output],
    })
    closeSync(output)
    child.once('error', () => undefined)
    // Its own process group, by which the whole of it is ended.
    if (child.pid !== undefined) appendFileSync(groups, `${child.pid}\n`)
    child.unref()
    return child
  }
  let server: ChildProcess | undefined
  const signal = (name: NodeJS.Signals): void => {
    if (server?.pid !== undefined && !hasEnded(server)) process.kill(-server.pid, name)
  }
  const start = async (): Promise<void> => {
    const started = open(path.join(place.sbin, 'rabbitmq-server'), [])
    server = started
    await untilServed(started, amqp, log)
  }
  const close = async (): Promise<void> => {
    signal('SIGCONT')
    undertaker.ref()
    const ended = new Promise((resolve) => undertaker.once('exit', resolve))
    if (hasEnded(undertaker)) return
    undertaker.stdin?.end()
    await ended
  }
  // Started here and not by the server: a daemon of its own would be nobody's.
  open(path.join(place.erlang, 'epmd'), ['-port', String(epmd), '-address', '127.0.0.1'])
  try {
    await start()
  } catch (error) {
    await close()
    throw error
  }
  return {
    url: `amqp://guest:guest@127.0.0.1:${amqp}`,
    async kill() {
      if (!server || hasEnded(server)) return
      const ended = new Promise((resolve) => server?.once('exit', resolve))
      server.ref()
      signal('SIGKILL')
      await ended
    },
    start,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async ctl(...words) {
      const { stdout } = await run(path.join(place.sbin, 'rabbitmqctl'), ['--quiet', ...words], {
        cwd: directory,
        env: environment,
        timeout: ctlLimit,
        killSignal: 'SIGKILL',
      })
      return stdout
    },
    close,
  }
}

/** $1 holds the process groups, $2 is the directory. A server that dies may still write for a moment. */
const undertake = `trap '' INT TERM HUP; cat > /dev/null
while read -r group; do kill -9 "-$group" 2> /dev/null; done < "$1"
for i in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$2" 2> /dev/null; [ -e "$2" ] || exit 0; sleep 0.1; done`

interface BrokerFiles {
  place: BrokerPlace
  directory: string
  settings: readonly string[]
  amqp: number
  distribution: number
  epmd: number
}

/** Writes its configuration. @returns the environment of its programs; nothing of the shell around us gets into it. */
function writeFiles({
  place,
  directory,
  settings,
  amqp,
  distribution,
  epmd,
}: BrokerFiles): NodeJS.ProcessEnv {
  const at = (name: string): string => path.join(directory, name)
  for (const name of ['data', 'log']) mkdirSync(at(name))
  const lines = [`listeners.tcp.1 = 127.0.0.1:${amqp}`, 'log.console = false', ...settings]
  writeFileSync(at('rabbitmq.conf'), `${lines.join('\n')}\n`)
  writeFileSync(at('enabled_plugins'), '[].\n')
  writeFileSync(at('env.conf'), '')
  return {
    PATH: `${place.erlang}:${process.env.PATH ?? ''}`,
    LANG: 'C.UTF-8',
    HOME: directory,
    ERL_ROOTDIR: path.dirname(place.erlang),
    ERL_EPMD_PORT: String(epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `payloom-${amqp}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(amqp),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: at('data'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: at('env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('enabled_plugins'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} -noinput',
    // The server replaces its script then, and is the child itself; it reads no input all the same (-noinput).
    RABBITMQ_ALLOW_INPUT: '1',
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

async function untilServed(child: ChildProcess, port: number, log: string): Promise<void> {
  const limit = Date.now() + startLimit
  while (!(await greets(port))) {
    if (hasEnded(child) || Date.now() > limit) {
      throw new Error(`openBroker: RabbitMQ did not start.\n${readFileSync(log, 'utf8').slice(-4_000)}`)
    }
    await sleep(50)
  }
}

/** Whether somebody at the port answers the greeting of AMQP 0-9-1: an open port alone is too early. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(Buffer.from('AMQP\x00\x00\x09\x01', 'latin1')),
    )
    const answer = (isServed: boolean): void => {
      socket.destroy()
      resolve(isServed)
    }
    socket.setTimeout(2_000, () => answer(false))
    socket.once('data', () => answer(true))
    socket.once('error', () => answer(false))
    socket.once('close', () => answer(false))
  })
}
