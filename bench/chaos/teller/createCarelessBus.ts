import type { BusMessage } from '@payloom/bus'
import { Connection } from 'rabbitmq-client'

/** A publisher that asks for no confirmation and hears of no return, as a careless one does. */
export function createCarelessBus(url: string): { send(message: BusMessage): void } {
  const connection = new Connection({ url, retryLow: 200, retryHigh: 1_000 })
  connection.on('error', () => {
    isConnected = false
  })
  const publisher = connection.createPublisher({ confirm: false, maxAttempts: 1 })
  let isConnected = false
  connection.on('connection', () => {
    isConnected = true
  })
  return {
    send({ messageId, body }) {
      const envelope = {
        routingKey: 'payloom.payment-status',
        messageId,
        durable: true,
        contentType: 'application/json',
      }
      if (isConnected) publisher.send(envelope, body).catch(() => undefined)
    },
  }
}
