import type { Channel } from 'rabbitmq-client'
import type { BusMessage } from '../BusMessage.ts'

/** Which of the two sides a process is. */
export type BusSide = 'shop' | 'orchestrator'

/** What a side sends; the other type is what it receives. */
export const sentBy: Readonly<Record<BusSide, BusMessage['type']>> = {
  shop: 'order-update',
  orchestrator: 'payment-status',
}

/** The queues of the bus. */
export interface RabbitTopology {
  queueOf(type: BusMessage['type']): string
  /** Makes every queue that is not there. */
  declare(channel: Channel): Promise<void>
}

/** Where what cannot be handled is kept for people. */
export function quarantineOf(queue: string): string {
  return `${queue}.quarantine`
}

/**
 * The broker's own limit of deliveries: for a message that kills its process each time, nothing else. It counts the deliveries of lost links
 * too, so it is far away.
 */
const deliveryLimit = 1_000

/** The most that a quarantine may be looked at: RabbitMQ 4 counts each look that puts back, and drops what was looked at 20 times by default. */
const lookLimit = 2 ** 31 - 1

/** Two durable quorum queues, one for each way, and a quarantine for each; no exchange but the default one. */
export function createRabbitTopology(prefix: string): RabbitTopology {
  const queueOf = (type: BusMessage['type']): string => `${prefix}.${type}`
  return {
    queueOf,
    async declare(channel) {
      for (const type of Object.values(sentBy)) {
        const queue = queueOf(type)
        await channel.queueDeclare({
          queue: quarantineOf(queue),
          durable: true,
          arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': lookLimit },
        })
        await channel.queueDeclare({
          queue,
          durable: true,
          arguments: {
            'x-queue-type': 'quorum',
            'x-delivery-limit': deliveryLimit,
            'x-dead-letter-exchange': '',
            'x-dead-letter-routing-key': quarantineOf(queue),
            // Dead letters are kept until the quarantine has confirmed them, which needs an overflow that refuses.
            'x-dead-letter-strategy': 'at-least-once',
            'x-overflow': 'reject-publish',
          },
        })
      }
    },
  }
}
