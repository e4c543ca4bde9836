import type { Channel } from 'rabbitmq-client'
import type { Clock } from '../Clock.ts'

/** What a watch works with. */
export interface WatchOptions {
  channel: Channel
  queue: string
  clock: Clock
  /** How many messages came so far, and how many of them are held. */
  read: () => { taken: number; held: number }
  prefetch: number
  /** The queue does not give what it has. */
  onSilence: () => void
  /** Nothing came for half a minute. */
  onIdle: () => void
}

/** Milliseconds. */
const interval = 5_000
const idleLooks = 6

/**
 * Looks whether the broker still gives what it has, until the channel ends. A queue that is gone ends the channel here.
 *
 * Why `onIdle`: a queue that is deleted and at once made again cancels nobody. Its old consumers stay in the list, and RabbitMQ (3.10) drops
 * the first messages for them as if they had been there before; only a new channel gets them.
 */
export function watchConsumption({
  channel,
  queue,
  clock,
  read,
  prefetch,
  onSilence,
  onIdle,
}: WatchOptions): void {
  let before = -1
  let silentLooks = 0
  const look = async (): Promise<void> => {
    const { consumerCount, messageCount } = await channel.queueDeclare({ queue, passive: true })
    const { taken, held } = read()
    silentLooks = taken === before ? silentLooks + 1 : 0
    before = taken
    const isStuck = messageCount > 0 && held < prefetch && silentLooks > 0
    if (consumerCount === 0 || isStuck) onSilence()
    else if (silentLooks >= idleLooks && held === 0) onIdle()
    else again()
  }
  let forget = (): void => undefined
  function again(): void {
    if (channel.active) forget = clock.after(interval, () => void look().catch(() => undefined))
  }
  channel.once('close', () => forget())
  again()
}
