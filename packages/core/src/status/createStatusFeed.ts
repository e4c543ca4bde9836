import type { Clock } from '../client/Clock.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import { createPoller } from './createPoller.ts'
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

/** Makes a feed that is closed. */
export function createStatusFeed(options: StatusFeedOptions): StatusFeed {
  const { clock, random, onConnection, onRefused } = options
  const poller = createPoller({ clock, random, poll: options.poll })
  let stream: StatusStream | undefined
  let streaming: StreamConnection = 'closed'
  let moved = false
  let wanted = false
  let cancelQuiet: (() => void) | undefined

  const hush = () => {
    cancelQuiet?.()
    cancelQuiet = undefined
  }
  const poll = () => {
    hush()
    onConnection('polling')
    poller.start()
  }
  const bridge = () => {
    if (!wanted || streaming === 'live' || poller.isRunning()) return
    if (moved) return poll()
    onConnection('connecting')
    cancelQuiet ??= clock.setTimer(() => {
      open()
      poll()
    }, longestQuiet)
  }
  const follow = (connection: StreamConnection) => {
    streaming = connection
    if (connection === 'connecting') bridge()
    if (connection !== 'live') return
    hush()
    poller.stop()
    onConnection('live')
  }
  const open = () => {
    if (stream || moved) return
    stream = openStatusStream({
      ...options,
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
    hush()
    poller.stop()
  }
  const close = () => {
    rest()
    stream?.close()
    stream = undefined
    streaming = 'closed'
    moved = false
    onConnection('closed')
  }
  return { expect, open, rest, close }
}
