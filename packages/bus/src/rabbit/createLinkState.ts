import type { Channel } from 'rabbitmq-client'
import type { BusHealth } from '../BusHealth.ts'
import type { BusLog } from '../BusLog.ts'
import type { Clock } from '../Clock.ts'
import { DeliveryError } from '../DeliveryError.ts'

/** Where a link stands. `since` is when its connection was made, in milliseconds since the epoch. */
export type LinkStatus =
  | { status: 'connecting'; reason: string }
  | { status: 'up'; channel: Channel; since: number }
  | { status: 'blocked'; channel: Channel; since: number }
  | { status: 'closed' }

/** Where a link stands, told to who waits for it and to the log. */
export interface LinkState {
  read(): LinkStatus
  /** Its channel works. */
  up(channel: Channel): void
  down(reason: string): void
  /** The broker takes nothing for now: it is low on memory or disk. */
  block(isBlocked: boolean): void
  close(): void
  health(): BusHealth
  /** The channel, once it may be used. Rejects with a DeliveryError that says why it may not, after `patience` milliseconds. */
  usable(patience: number): Promise<Channel>
}

/** What a state works with. */
export interface LinkStateOptions {
  name: 'publish' | 'consume'
  clock: Clock
  log: BusLog
}

/** Makes the state of a link that connects. */
export function createLinkState({ name, clock, log }: LinkStateOptions): LinkState {
  const waiting = new Set<() => void>()
  const said = new Set<string>()
  let now: LinkStatus = { status: 'connecting', reason: 'connecting' }
  const change = (next: LinkStatus): void => {
    if (now.status !== 'closed') now = next
    for (const look of [...waiting]) look()
  }
  const sayUp = (): void => {
    said.clear()
    log({ event: 'bus-link-up', link: name })
  }
  /** Each reason once, until the link is up again. */
  const sayDown = (reason: string): void => {
    if (said.has(reason)) return
    said.add(reason)
    log({ event: 'bus-link-down', link: name, reason })
  }
  return {
    read: () => now,
    up(channel) {
      const before = now
      change({ status: 'up', channel, since: before.status === 'up' ? before.since : clock.now() })
      if (before.status === 'connecting') sayUp()
    },
    down(reason) {
      change({ status: 'connecting', reason })
      sayDown(reason)
    },
    block(isBlocked) {
      if (now.status !== (isBlocked ? 'up' : 'blocked')) return
      change({ ...now, status: isBlocked ? 'blocked' : 'up' })
      if (isBlocked) sayDown('blocked')
      else sayUp()
    },
    close: () => change({ status: 'closed' }),
    health: () => healthOf(now),
    usable: (patience) => waitUntilUsable({ read: () => now, waiting, clock }, patience),
  }
}

function healthOf(now: LinkStatus): BusHealth {
  if (now.status === 'up') return { status: 'up' }
  return { status: 'down', reason: now.status === 'connecting' ? now.reason : now.status }
}

interface Waiting {
  read: () => LinkStatus
  waiting: Set<() => void>
  clock: Clock
}

function waitUntilUsable({ read, waiting, clock }: Waiting, patience: number): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      forget()
      waiting.delete(look)
    }
    const look = (): void => {
      const now = read()
      if (now.status === 'up') {
        end()
        resolve(now.channel)
      } else if (now.status === 'closed') {
        end()
        reject(new DeliveryError('closed'))
      }
    }
    const forget = clock.after(patience, () => {
      end()
      const health = healthOf(read())
      reject(new DeliveryError(health.status === 'down' ? health.reason : 'timeout'))
    })
    waiting.add(look)
    look()
  })
}
