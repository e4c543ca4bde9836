import type { Clock } from '../client/Clock.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import { createDelay } from './createDelay.ts'
import { createPoller } from './createPoller.ts'
import { createStateGate } from './createStateGate.ts'
import { openStatusStream, type StatusStream } from './openStatusStream.ts'
import type { StatusConnection } from './StatusEntry.ts'
import type { StatusStreamOptions, StreamConnection } from './StatusStreamOptions.ts'

/** One payment's stream, and polling where nothing streams. */
export interface StatusFeed {
  /** Says that a stream is wanted now: what is not live within 5 s is polled. */
  expect(): void
  /** Opens the stream, unless it is open or has moved to another tab. */
  open(): void
  /** Stops polling and keeps the stream. */
  rest(): void
  /** Ends the stream and forgets that it moved. */
  close(): void
}

/** What a feed needs. */
export interface StatusFeedOptions
  extends Omit<StatusStreamOptions, 'onConnection' | 'onError' | 'onMoved' | 'clock' | 'random'> {
  clock: Clock
  random: () => number
  /** Reads the status once; must not reject. */
  poll(): Promise<unknown>
  onConnection(connection: StatusConnection): void
  /** The stream was refused for good. */
  onRefused(error: PaymentError): void
}

/** A buffering proxy lets a stream open and passes nothing on; after so long polling takes over. */
const longestQuiet = 5000
/** After streams that broke off together pages poll a little sooner, and never all at once: up to so much of that time. */
const spread = 0.4

/** Makes a feed that is closed. */
export function createStatusFeed(options: StatusFeedOptions): StatusFeed {
  const { clock, random, onConnection, onRefused } = options
  const poller = createPoller({ clock, random, poll: options.poll })
  const gate = createStateGate({ clock, onState: options.onState })
  let stream: StatusStream | undefined
  let streaming: StreamConnection = 'closed'
  let moved = false
  let wanted = false
  let wasLive = false
  const quiet = createDelay(clock)

  const poll = () => {
    quiet.stop()
    onConnection('polling')
    poller.start()
  }
  const bridge = () => {
    // A stream that rests comes back by itself, and there is nothing to tell.
    if (!wanted || streaming === 'live' || streaming === 'resting' || poller.isRunning()) return
    if (moved) return poll()
    onConnection('connecting')
    quiet.start(longestQuiet * (wasLive ? 1 - spread * random() : 1), () => {
      open()
      poll()
    })
  }
  const follow = (connection: StreamConnection) => {
    streaming = connection
    if (connection === 'connecting') bridge()
    if (connection !== 'live') return
    wasLive = true
    quiet.stop()
    poller.stop()
    onConnection('live')
  }
  const open = () => {
    if (stream || moved) return
    stream = openStatusStream({
      ...options,
      onState: gate.pass,
      onConnection: follow,
      onError: onRefused,
      onMoved() {
        moved = true
        bridge()
      },
    })
  }
  const expect = () => {
    wanted = true
    bridge()
  }
  const rest = () => {
    wanted = false
    quiet.stop()
    poller.stop()
  }
  const close = () => {
    rest()
    stream?.close()
    gate.flush()
    stream = undefined
    streaming = 'closed'
    moved = false
    wasLive = false
    onConnection('closed')
  }
  return { expect, open, rest, close }
}
