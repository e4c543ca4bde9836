import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Channel, Envelope } from 'rabbitmq-client'
import type { BusHealth } from '../BusHealth.ts'
import type { BusLog } from '../BusLog.ts'
import type { Clock } from '../Clock.ts'
import { DeliveryError, reasonOf } from '../DeliveryError.ts'
import { pauseBeforeTry } from '../outbox/pauseBeforeTry.ts'
import { type Link, openLink } from './openLink.ts'
import { settleWithin } from './settleWithin.ts'

/** What a publisher works with. */
export interface PublisherOptions {
  url: string
  /** Makes the queues; it runs at each new link, and for a queue that is gone. */
  declare: (channel: Channel) => Promise<void>
  clock: Clock
  random: () => number
  log: BusLog
}

/** Puts messages into queues. */
export interface Publisher {
  /** Resolves when the broker has confirmed the message; rejects with a DeliveryError after ten seconds at most. */
  publish(queue: string, envelope: Envelope, body: Buffer): Promise<void>
  health(): BusHealth
  close(): Promise<void>
}

/** Milliseconds. */
const patience = 10_000
/** A quorum queue refuses while it starts or has no leader: it is asked again. One that is full goes on refusing. */
const mostNacks = 2
/** Milliseconds. */
const pauseBeforeDeclaring = 1_000
/** What is not confirmed by then when it closes is not waited for (ms). */
const closeLimit = 2_000

/** Opens a publisher. What it sends is persistent, mandatory and confirmed. */
export function openPublisher({ url, declare, clock, random, log }: PublisherOptions): Publisher {
  const underWay = createUnderWay(clock)
  const prepare = async (channel: Channel): Promise<void> => {
    await declare(channel)
    await channel.confirmSelect()
    channel.on('basic.return', ({ messageId }) => underWay.returned(messageId))
    channel.on('close', () => underWay.lost(channel))
  }
  const link = openLink({ url, name: 'publish', prepare, clock, random, log })
  const sending = new Set<Promise<void>>()
  return {
    async publish(queue, envelope, body) {
      const whole = { ...envelope, exchange: '', routingKey: queue, durable: true, mandatory: true }
      const sent = send({ link, underWay, declare, clock, random }, whole, body)
      sending.add(sent)
      await sent.finally(() => sending.delete(sent))
    },
    health: link.health,
    async close() {
      await settleWithin(Promise.allSettled(sending), closeLimit, clock)
      await link.close()
    },
  }
}

interface Sending extends Pick<PublisherOptions, 'declare' | 'clock' | 'random'> {
  link: Link
  underWay: UnderWay
}

async function send(
  { link, underWay, declare, clock, random }: Sending,
  envelope: Envelope,
  body: Buffer,
): Promise<void> {
  const end = clock.now() + patience
  const pause = (delay: number): Promise<void> => new Promise((resolve) => clock.after(delay, resolve))
  const seen: Outcome[] = []
  for (;;) {
    const rest = Math.max(0, end - clock.now())
    const channel = await link.usable(rest)
    const outcome = await underWay.follow(channel, envelope, body, rest)
    if (outcome === 'confirmed') return
    const before = seen.filter((one) => one === outcome).length
    seen.push(outcome)
    // Sent again under the same id: at worst it is there twice.
    if (outcome === 'lost') link.abandon(channel, 'channel-closed')
    else if (outcome === 'nacked' && before < mostNacks) await pause(pauseBeforeTry(before + 1, random))
    else if (outcome === 'returned' && before === 0) {
      // Its consumers hear of the end of the queue first: one that is made again at once cancels nobody.
      await pause(pauseBeforeDeclaring)
      await declare(channel).catch((error: unknown) => {
        throw new DeliveryError(reasonOf(error), error)
      })
    } else throw new DeliveryError(reasonOfOutcome(outcome, link.health()))
  }
}

/** What became of one try. */
type Outcome = 'confirmed' | 'returned' | 'nacked' | 'lost' | 'timeout'

/** What took too long did so because of the link, if that is not up. */
function reasonOfOutcome(outcome: Outcome, health: BusHealth): string {
  return outcome === 'timeout' && health.status === 'down' ? health.reason : outcome
}

interface UnderWay {
  follow(channel: Channel, envelope: Envelope, body: Buffer, patience: number): Promise<Outcome>
  returned(messageId: string | undefined): void
  lost(channel: Channel): void
}

interface Try {
  channel: Channel
  messageId: string | undefined
  isReturned: boolean
  end: (outcome: Outcome) => void
}

/** Follows what was sent. The library forgets a message that is written in the moment in which the channel is lost: here nothing waits for ever. */
function createUnderWay(clock: Clock): UnderWay {
  const tries = new Set<Try>()
  return {
    follow(channel, envelope, body, rest) {
      return new Promise((resolve) => {
        const forget = clock.after(rest, () => one.end('timeout'))
        const one: Try = {
          channel,
          messageId: envelope.messageId,
          isReturned: false,
          end(outcome) {
            forget()
            tries.delete(one)
            resolve(outcome)
          },
        }
        tries.add(one)
        confirm(channel, envelope, body).then(
          (outcome) => one.end(one.isReturned ? 'returned' : outcome),
          () => one.end('lost'),
        )
      })
    },
    returned(messageId) {
      for (const one of tries) if (one.messageId === messageId) one.isReturned = true
    },
    lost(channel) {
      for (const one of [...tries]) if (one.channel === channel) one.end('lost')
    },
  }
}

async function confirm(channel: Channel, envelope: Envelope, body: Buffer): Promise<'confirmed' | 'nacked'> {
  try {
    await channel.basicPublish(envelope, body)
    // A message that came back is confirmed all the same, and the library tells of its return one turn later.
    await nextTurn()
    return 'confirmed'
  } catch (error) {
    if (channel.active) return 'nacked'
    throw error
  }
}
