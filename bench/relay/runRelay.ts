import { setTimeout as pause } from 'node:timers/promises'
import { createReaders } from './openReaders.ts'
import { type BenchServer, openServer, type ServerKind } from './openServer.ts'

/** What the bench prints. */
export interface RelaySum {
  connections: number
  /** Memory per idle connection, beside the floor's. */
  memoryRatio: number
  /** Time until the last reader has an event of its own payment, beside the floor's. */
  fanoutRatio: number
  /** Time until all that reconnect at once have the event that they missed, beside the floor's. */
  reconnectRatio: number
  /** Readers that never got the newest state. */
  lost: number
}

/** What to run. */
export interface RelayOptions {
  connections: number
  rounds: number
  without: ReadonlySet<string>
  say: (line: string) => void
}

/** One server, measured. */
interface Measured {
  /** Bytes per idle connection. */
  memory: number
  /** Milliseconds. */
  fanout: number
  /** Milliseconds. */
  reconnect: number
  lost: number
  sample: string
}

const fanouts = 9
const storms = 3
const kinds: readonly ServerKind[] = ['raw', 'payloom']

/** Measures both servers by turns, each round in fresh processes. */
export async function runRelay({ connections, rounds, without, say }: RelayOptions): Promise<RelaySum> {
  const measured: Record<ServerKind, Measured[]> = { raw: [], payloom: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const one = await measure(kind, connections, without)
      measured[kind].push(one)
      say(
        `round ${round + 1}, ${kind}: ${(one.memory / 1000).toFixed(1)} KB a connection, fan-out ${one.fanout.toFixed(0)} ms, storm ${one.reconnect.toFixed(0)} ms, lost ${one.lost}`,
      )
    }
    requireSameBytes(measured.raw.at(-1), measured.payloom.at(-1))
  }
  const ratio = (read: (one: Measured) => number): number =>
    Math.round((median(measured.payloom.map(read)) / median(measured.raw.map(read))) * 100) / 100
  return {
    connections,
    memoryRatio: ratio(({ memory }) => memory),
    fanoutRatio: ratio(({ fanout }) => fanout),
    reconnectRatio: ratio(({ reconnect }) => reconnect),
    lost: Math.max(...measured.payloom.map(({ lost }) => lost)),
  }
}

async function measure(
  kind: ServerKind,
  connections: number,
  without: ReadonlySet<string>,
): Promise<Measured> {
  const server = await openServer(kind, connections, without)
  // Nobody waits long for what a crippled relay never sends.
  const patience = without.size > 0 ? 2_000 : 30_000
  try {
    await warmUp(server)
    const readers = createReaders(server.port, connections)
    const before = await server.ask('memory')
    readers.connect()
    let seq = 3
    let lost = await readers.until(seq, 60_000)
    await pause(500)
    const memory = ((await server.ask('memory')) - before) / connections
    const fanout: number[] = []
    for (let turn = 0; turn < fanouts; turn += 1) {
      // Changes that follow each other at once would be told as one.
      await pause(150)
      seq += 1
      const start = performance.now()
      void server.ask('change')
      lost = Math.max(lost, await readers.until(seq, patience))
      fanout.push(performance.now() - start)
    }
    const reconnect: number[] = []
    for (let turn = 0; turn < storms; turn += 1) {
      readers.leave()
      await emptied(server)
      await server.ask('change')
      const start = performance.now()
      readers.connect(seq)
      seq += 1
      lost = Math.max(lost, await readers.until(seq, patience))
      reconnect.push(performance.now() - start)
    }
    readers.leave()
    return { memory, fanout: median(fanout), reconnect: median(reconnect), lost, sample: readers.sample() }
  } finally {
    await server.close()
  }
}

/** Lets both servers compile what they run and reach the size that their garbage needs, with few connections open at a time. */
async function warmUp(server: BenchServer): Promise<void> {
  const few = 100
  for (let turn = 0; turn < 20; turn += 1) {
    const readers = createReaders(server.port, few)
    readers.connect()
    await readers.until(1, 10_000)
    if (turn >= 18) {
      await server.ask('change')
      await readers.until(turn - 16, 10_000)
    }
    readers.leave()
    await emptied(server)
  }
}

async function emptied(server: BenchServer): Promise<void> {
  while ((await server.ask('connections')) > 0) await pause(20)
}

/** A floor that sends less than the relay would be none. */
function requireSameBytes(raw: Measured | undefined, payloom: Measured | undefined): void {
  if (!raw || !payloom || raw.lost + payloom.lost > 0 || raw.sample === payloom.sample) return
  throw new Error(
    `bench:relay: the floor does not send what Payloom sends:\n${raw.sample}\n${payloom.sample}`,
  )
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
