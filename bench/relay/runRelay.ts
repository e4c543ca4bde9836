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

/** One server, in one round. */
interface Measured {
  /** Bytes per idle connection. */
  memory: number
  /** Milliseconds, of each turn. */
  fanouts: number[]
  storms: number[]
  lost: number
  sample: string
}

const turns = 13
const fanoutsOfTurn = 3
/** A hundred connections each: what a process runs is compiled as it should be only after ten thousand. */
const warmUps = 120
const kinds: readonly ServerKind[] = ['raw', 'payloom']

/** Measures both servers by turns, each round in fresh processes. */
export async function runRelay({ connections, rounds, without, say }: RelayOptions): Promise<RelaySum> {
  const measured: Record<ServerKind, Measured[]> = { raw: [], payloom: [] }
  for (let round = 0; round < rounds; round += 1) {
    const both = await measureRound(connections, round, without)
    for (const kind of kinds) {
      const one = both[kind]
      measured[kind].push(one)
      say(
        `round ${round + 1}, ${kind}: ${(one.memory / 1000).toFixed(1)} KB a connection, fan-out ${median(one.fanouts).toFixed(0)} ms, storm ${median(one.storms).toFixed(0)} ms, lost ${one.lost}`,
      )
    }
    requireSameBytes(both.raw, both.payloom)
  }
  const ratio = (read: (one: Measured) => number[]): number =>
    Math.round((median(measured.payloom.flatMap(read)) / median(measured.raw.flatMap(read))) * 100) / 100
  return {
    connections,
    memoryRatio: ratio(({ memory }) => [memory]),
    fanoutRatio: ratio(({ fanouts }) => fanouts),
    reconnectRatio: ratio(({ storms }) => storms),
    lost: Math.max(...measured.payloom.map(({ lost }) => lost)),
  }
}

/** Both processes run; one after the other has its readers, a second or two each, so that what else the machine does meets both. */
async function measureRound(
  connections: number,
  round: number,
  without: ReadonlySet<string>,
): Promise<Record<ServerKind, Measured>> {
  const order = round % 2 === 0 ? kinds : kinds.toReversed()
  const courses = new Map<ServerKind, Course>()
  try {
    for (const kind of order) courses.set(kind, await openCourse(kind, connections, without))
    for (let turn = 0; turn < turns; turn += 1) {
      for (const kind of turn % 2 === 0 ? order : order.toReversed()) await courses.get(kind)?.turn()
    }
    const resultOf = (kind: ServerKind): Measured => (courses.get(kind) as Course).result()
    return { raw: resultOf('raw'), payloom: resultOf('payloom') }
  } finally {
    for (const course of courses.values()) await course.close()
  }
}

/** One server, warm, with its memory taken. */
interface Course {
  /** Everybody comes back, sees some events, and leaves. */
  turn(): Promise<void>
  result(): Measured
  close(): Promise<void>
}

async function openCourse(
  kind: ServerKind,
  connections: number,
  without: ReadonlySet<string>,
): Promise<Course> {
  const server = await openServer(kind, connections, without)
  // Nobody waits long for what a crippled relay never sends.
  const patience = without.size > 0 ? 1_000 : 30_000
  const readers = createReaders(server.port, connections)
  const result: Measured = { memory: 0, fanouts: [], storms: [], lost: 0, sample: '' }
  let seq = await warmUp(server)
  const arrive = async (times: number[], start: number): Promise<void> => {
    result.lost = Math.max(result.lost, await readers.until(seq, patience))
    times.push(performance.now() - start)
  }
  /** The next event comes while nobody is there. */
  const leave = async (): Promise<void> => {
    readers.leave()
    await emptied(server)
    await server.ask('change')
  }
  const before = await server.ask('memory')
  readers.connect()
  result.lost = await readers.until(seq, 60_000)
  await pause(500)
  result.memory = ((await server.ask('memory')) - before) / connections
  await leave()
  return {
    async turn() {
      const start = performance.now()
      readers.connect(seq)
      seq += 1
      await arrive(result.storms, start)
      for (let fanout = 0; fanout < fanoutsOfTurn; fanout += 1) {
        // Changes that follow each other at once would be told as one.
        await pause(150)
        seq += 1
        const changed = performance.now()
        void server.ask('change')
        await arrive(result.fanouts, changed)
      }
      await leave()
    },
    result: () => ({ ...result, sample: readers.sample() }),
    close: () => server.close(),
  }
}

/**
 * Lets a server compile what it runs and reach the size that its garbage needs, with few connections open at a time.
 *
 * @returns the newest event.
 */
async function warmUp(server: BenchServer): Promise<number> {
  const few = 100
  let seq = 1
  for (let turn = 0; turn < warmUps; turn += 1) {
    const readers = createReaders(server.port, few)
    readers.connect()
    await readers.until(seq, 10_000)
    await server.ask('change')
    seq += 1
    await readers.until(seq, 10_000)
    readers.leave()
    await emptied(server)
  }
  return seq
}

async function emptied(server: BenchServer): Promise<void> {
  while ((await server.ask('connections')) > 0) await pause(5)
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
