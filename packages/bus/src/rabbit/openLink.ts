import { type Channel, Connection } from 'rabbitmq-client'
import type { BusHealth } from '../BusHealth.ts'
import type { BusLog } from '../BusLog.ts'
import type { Clock } from '../Clock.ts'
import { DeliveryError, reasonOf } from '../DeliveryError.ts'
import { createLinkState, type LinkState } from './createLinkState.ts'
import { pauseBeforeLink } from './pauseBeforeLink.ts'
import { settleWithin } from './settleWithin.ts'

/** What a link works with. */
export interface LinkOptions {
  url: string
  /** What it is for, in the log and in the broker's list of connections. */
  name: 'publish' | 'consume'
  /** Makes a new channel ready for its work. It runs again after each loss. */
  prepare: (channel: Channel) => Promise<void>
  clock: Clock
  random: () => number
  log: BusLog
}

/** One connection with one channel, made anew for as long as it is open. */
export interface Link {
  health(): BusHealth
  /** The channel, once it may be used. Rejects with a DeliveryError that says why it may not, after `patience` milliseconds. */
  usable(patience: number): Promise<Channel>
  /** Gives up a channel that does not serve any more, with its connection. */
  abandon(channel: Channel, reason: string): void
  /** Takes a new channel on the same connection, which goes on being up. */
  renew(channel: Channel): void
  /** Sends what was written, at most two seconds, and ends. */
  close(): Promise<void>
}

/** Seconds; a stall is noticed after two to two and a half times as long. */
const heartbeat = 5
/** A broker that does not answer for so long (ms) is asked anew. */
const connectionTimeout = 5_000
/** A channel may take so long (ms) to be made ready. */
const preparationLimit = 8_000
/** A link that lasted for so long (ms) was a good one: the next try comes soon again. */
const goodAge = 10_000
/** A goodbye may take so long (ms): a broker that is stopped never answers it. */
const goodbyeLimit = 2_000

/**
 * Connects, and goes on connecting. The library would do that by itself, but tells of the first failure only: a broker that was away, came
 * back and refuses the password since would be silent.
 */
export function openLink(options: LinkOptions): Link {
  const { clock } = options
  const state = createLinkState(options)
  const retired = new WeakSet<Channel>()
  const schedule = createSchedule(options)
  let connection: Connection | undefined

  /** This connection and all that it carries is over. */
  const fail = (failed: Connection, error: unknown): void => {
    const last = state.read()
    if (failed !== connection || last.status === 'closed') return
    connection = undefined
    failed.unsafeDestroy()
    const reason = reasonOf(error)
    state.down(reason)
    schedule.next(connect, reason, 'since' in last ? clock.now() - last.since : 0)
  }
  const open = (made: Connection): void => {
    const lost = (channel: Channel, error: unknown): void => {
      if (!retired.has(channel)) fail(made, error)
    }
    openChannel(made, options, lost).then(
      (channel) => {
        if (made === connection) state.up(channel)
      },
      (error: unknown) => fail(made, error),
    )
  }
  function connect(): void {
    connection = openConnection(options, state, fail)
    open(connection)
  }
  connect()
  const isCurrent = (channel: Channel): boolean => {
    const now = state.read()
    return 'channel' in now && now.channel === channel
  }
  return {
    health: state.health,
    usable: state.usable,
    abandon(channel, reason) {
      if (connection && isCurrent(channel)) fail(connection, new DeliveryError(reason))
    },
    renew(channel) {
      const current = connection
      if (!current || !isCurrent(channel)) return
      retired.add(channel)
      void settleWithin(channel.close(), goodbyeLimit, clock).then(() => open(current))
    },
    async close() {
      const last = state.read()
      schedule.close()
      state.close()
      if (last.status === 'up') {
        // The channel first: what was written to it is sent then.
        const goodbye = last.channel.close().then(() => connection?.close())
        await settleWithin(goodbye, goodbyeLimit, clock)
      }
      connection?.unsafeDestroy()
    },
  }
}

function openConnection(
  { url, name }: LinkOptions,
  state: LinkState,
  fail: (connection: Connection, error: unknown) => void,
): Connection {
  // Its own tries come never: after a failure the connection is thrown away.
  const never = 2 ** 30
  const connection = new Connection({
    url,
    heartbeat,
    connectionTimeout,
    acquireTimeout: 2 * connectionTimeout,
    connectionName: `payloom ${name}`,
    retryLow: never,
    retryHigh: never,
  })
  connection.on('error', (error) => fail(connection, error))
  connection.on('connection.blocked', () => state.block(true))
  connection.on('connection.unblocked', () => state.block(false))
  return connection
}

/** A channel that works, or the reason why not. */
async function openChannel(
  connection: Connection,
  { prepare, clock }: LinkOptions,
  lost: (channel: Channel, error: unknown) => void,
): Promise<Channel> {
  const channel = await connection.acquire({ emitErrorsFromChannel: true })
  // One listener for each delivery that is under way.
  channel.setMaxListeners(0)
  let reason: unknown = new DeliveryError('channel-closed')
  channel.on('error', (error) => {
    reason = error
  })
  let isReady = false
  channel.on('close', () => {
    // A microtask later: when it is the connection that was lost, that says why in the same turn.
    if (isReady) queueMicrotask(() => lost(channel, reason))
  })
  await withinLimit(prepare(channel), clock)
  isReady = true
  if (!channel.active) throw reason
  return channel
}

/** A broker that has just started may leave a question unanswered, about a queue that has no leader yet: it is asked anew. */
function withinLimit(promise: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const forget = clock.after(preparationLimit, () => reject(new DeliveryError('timeout')))
    promise.then(resolve, reject).finally(forget)
  })
}

interface Schedule {
  /** Runs the next try after a pause that grows while links do not last. */
  next(task: () => void, reason: string, age: number): void
  close(): void
}

function createSchedule({ clock, random }: LinkOptions): Schedule {
  let tries = 0
  let forget = (): void => undefined
  return {
    next(task, reason, age) {
      tries = age >= goodAge ? 1 : tries + 1
      forget = clock.after(pauseBeforeLink(tries, reason, random), task)
    },
    close: () => forget(),
  }
}
