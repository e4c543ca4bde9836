import { setMaxListeners } from 'node:events'
import type { AsyncMessage, Channel } from 'rabbitmq-client'
import type { BusHealth } from '../BusHealth.ts'
import { type HandlingOptions, handleDelivery } from './handleDelivery.ts'
import { openLink } from './openLink.ts'
import { settleWithin } from './settleWithin.ts'
import { watchConsumption } from './watchConsumption.ts'

/** What a consumer works with. */
export interface ConsumerOptions extends HandlingOptions {
  url: string
  declare: (channel: Channel) => Promise<void>
  /** How many deliveries are held at the same time. */
  prefetch: number
}

/** Takes what a queue holds. */
export interface Consumer {
  health(): BusHealth
  /** Lets running handlers end, at most ten seconds, acknowledges them, and gives everything else back. */
  close(): Promise<void>
}

/** Milliseconds. */
const closeLimit = 10_000

/**
 * Starts to take deliveries. Not the library's own consumer: that one waits for every running handler before it connects anew, so that one
 * that hangs would keep it away for good.
 */
export function openConsumer(options: ConsumerOptions): Consumer {
  const { url, declare, queue, prefetch, clock, random, log } = options
  const underWay = new Set<Promise<void>>()
  let isClosing = false
  let taken = 0
  let subscription: { channel: Channel; consumerTag: string; over: AbortController } | undefined

  const take = (channel: Channel, over: AbortSignal, message: AsyncMessage): void => {
    // What is not acknowledged is given to somebody else when the channel ends.
    if (isClosing) return
    taken += 1
    const { deliveryTag } = message
    const handling = handleDelivery(options, {
      message,
      over,
      ack: () => answer(channel, () => channel.basicAck({ deliveryTag })),
      giveBack: () => answer(channel, () => channel.basicNack({ deliveryTag, requeue: true })),
    })
    underWay.add(handling)
    void handling.finally(() => underWay.delete(handling))
  }
  const prepare = async (channel: Channel): Promise<void> => {
    await declare(channel)
    await channel.basicQos({ prefetchCount: prefetch })
    const over = new AbortController()
    // One for each delivery that waits.
    setMaxListeners(0, over.signal)
    channel.once('close', () => over.abort())
    // The queue was deleted, or moved to another node: the connection stays, and nothing comes any more.
    channel.once('basic.cancel', () => link.abandon(channel, 'consumer-canceled'))
    const { consumerTag } = await channel.basicConsume({ queue }, (message) =>
      take(channel, over.signal, message),
    )
    subscription = { channel, consumerTag, over }
    watchConsumption({
      channel,
      queue,
      clock,
      prefetch,
      read: () => ({ taken, held: underWay.size }),
      onSilence: () => link.abandon(channel, 'not-consuming'),
      onIdle: () => link.renew(channel),
    })
  }
  const link = openLink({ url, name: 'consume', prepare, clock, random, log })
  return {
    health: link.health,
    async close() {
      isClosing = true
      subscription?.over.abort()
      const { channel, consumerTag } = subscription ?? {}
      if (channel?.active && consumerTag !== undefined) {
        await settleWithin(channel.basicCancel({ consumerTag }), closeLimit, clock)
      }
      await settleWithin(Promise.all(underWay), closeLimit, clock)
      await link.close()
    },
  }
}

/** A channel that is lost cannot be told anything, and need not: its deliveries come again. */
function answer(channel: Channel, say: () => void): void {
  if (channel.active) say()
}
